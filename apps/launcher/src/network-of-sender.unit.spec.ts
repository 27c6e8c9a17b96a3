import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { networkOfSender } from './network-of-sender.ts';

it('[E215] whoever calls from this machine is local, by whichever of its addresses', () => {
  for (const { address } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
    expect(networkOfSender(address.startsWith('fe80') ? '127.0.0.1' : address)).toBe('local');
  expect(networkOfSender('::ffff:127.0.0.1')).toBe('local');
});

it('[E215] a header is believed from a proxy on this machine, its last word alone, and from nobody else', () => {
  expect(networkOfSender('127.0.0.1', '127.0.0.1, 192.0.2.7')).toBe('192.0.2');
  expect(networkOfSender('192.0.2.7', '127.0.0.1')).toBe('192.0.2');
  expect(networkOfSender('192.0.2.7', ['127.0.0.1', '::1'])).toBe('192.0.2');
});
