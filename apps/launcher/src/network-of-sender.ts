import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { isLoopback, LOCAL_NETWORK, networkOf } from '@buurtbalans/contracts';

/** Network of those for whom a proxy on this machine asks without saying where they are. */
const BEHIND_A_PROXY = 'proxy';

/**
 * The network of whoever opened a connection. A proxy on this very machine says by `X-Forwarded-For` for whom it asks, as the
 * last that it adds; from anywhere else that header is anybody's word. One that does not say so asks for somebody elsewhere, by
 * a name that is theirs: on this machine is who asks for this machine, by `Host`.
 */
export function networkOfSender(
  peer = '',
  forwarded: string | string[] | undefined = undefined,
  host: string | undefined = undefined,
): string {
  const told = String(forwarded ?? '')
    .split(',')
    .at(-1)!
    .trim();
  const address = isLoopback(peer) && told !== '' ? told : peer;
  if (isOfThisMachine(address) && isOwnName(host)) return LOCAL_NETWORK;
  return isLoopback(address) ? BEHIND_A_PROXY : networkOf(address);
}

/** Whether a `Host` means the machine that it is said on; a name that only begins like such an address may be anybody's. */
function isOwnName(host = ''): boolean {
  const name = host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name.endsWith('.localhost') || (isIP(name) !== 0 && isLoopback(name));
}

function isOfThisMachine(address: string): boolean {
  if (isLoopback(address)) return true;
  const plain = address.replace(/^::ffff:/i, '');
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((one) => one.address === plain));
}
