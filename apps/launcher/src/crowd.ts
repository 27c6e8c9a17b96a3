import type { Server, Socket } from 'node:net';
import { isLoopback, partsOf } from '@buurtbalans/contracts';

/** How many connections the door holds at once: from one address, and in all. */
export interface Crowd {
  readonly ofAddress: number;
  readonly inAll: number;
  /** Leaves out whoever is on this machine: before them stands a proxy with everybody behind it. */
  readonly ownMachine: boolean;
}

/** A hall of a thousand behind one address, whose browsers open six connections each as their page loads, stays below. */
export const CROWD: Crowd = { ofAddress: 8_000, inAll: 50_000, ownMachine: false };

/** An address as it is counted: of IPv6 the network, since one machine has all of it. */
export function counted(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  return plain.includes(':') ? partsOf(plain).slice(0, 4).join(':') : plain;
}

/** Holds a server to a {@link Crowd}: a connection beyond it ends at once. */
export function limitCrowd(server: Server, { ofAddress, inAll, ownMachine }: Crowd): void {
  server.maxConnections = inAll;
  const counts = new Map<string, number>();
  server.on('connection', (socket: Socket) => {
    const { remoteAddress: address = '' } = socket;
    if (isLoopback(address) && !ownMachine) return;
    const network = counted(address);
    const count = (counts.get(network) ?? 0) + 1;
    counts.set(network, count);
    socket.once('close', () => {
      const left = counts.get(network)! - 1;
      if (left > 0) counts.set(network, left);
      else counts.delete(network);
    });
    if (count > ofAddress) socket.destroy();
  });
}
