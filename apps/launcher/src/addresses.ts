import { isIPv6 } from 'node:net';
import type { NetworkInterfaceInfo } from 'node:os';

/** Hosts by which this machine reaches itself under its usual name. */
const HERE = ['0.0.0.0', '::', '127.0.0.1', '::1', 'localhost'];

/** Where the product answers on this machine, when it listens on a host. */
export function ownAddress(host: string, port: number): string {
  return `http://${HERE.includes(host) ? 'localhost' : inUrl(host)}:${port}`;
}

/** Where others on the network reach it: nowhere, unless it listens on every address. Without those that hold on one cable only. */
export function addressesForPhones(
  host: string,
  port: number,
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
): string[] {
  const families = host === '0.0.0.0' ? ['IPv4'] : host === '::' ? ['IPv4', 'IPv6'] : [];
  return Object.values(interfaces)
    .flatMap((list) => list ?? [])
    .filter(({ family, internal, address }) => families.includes(family) && !internal && !/^fe[89ab]/i.test(address))
    .sort((one, other) => (one.family < other.family ? -1 : one.family > other.family ? 1 : 0))
    .map(({ address }) => `http://${inUrl(address)}:${port}`);
}

function inUrl(host: string): string {
  return isIPv6(host) ? `[${host}]` : host;
}
