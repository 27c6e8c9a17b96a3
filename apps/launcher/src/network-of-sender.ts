import { networkInterfaces } from 'node:os';
import { isLoopback, LOCAL_NETWORK, networkOf } from '@buurtbalans/contracts';

/**
 * The network of whoever opened a connection. A proxy on this very machine says by `X-Forwarded-For` for whom it asks, as the
 * last that it adds; from anywhere else that header is anybody's word.
 */
export function networkOfSender(peer = '', forwarded: string | string[] | undefined = undefined): string {
  const told = String(forwarded ?? '')
    .split(',')
    .at(-1)!
    .trim();
  const address = isLoopback(peer) && told !== '' ? told : peer;
  return isOfThisMachine(address) ? LOCAL_NETWORK : networkOf(address);
}

/** Whoever uses this machine by its name in the network is on it all the same. */
function isOfThisMachine(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  return Object.values(networkInterfaces()).some((addresses) => addresses?.some((one) => one.address === plain));
}
