import { networkInterfaces } from 'node:os';
import { expect, it } from 'vitest';
import { networkOfSender } from './network-of-sender.ts';

it('[E215] whoever calls from this machine for this machine is local, by whichever of its addresses', () => {
  for (const { address } of Object.values(networkInterfaces()).flatMap((all) => all ?? []))
    expect(networkOfSender(address.startsWith('fe80') ? '127.0.0.1' : address, undefined, 'localhost:3000')).toBe(
      'local',
    );
  for (const host of ['localhost', '127.0.0.1:3000', '[::1]:3000', 'Buurtbalans.localhost'])
    expect(networkOfSender('::ffff:127.0.0.1', undefined, host)).toBe('local');
});

it('[E289] a proxy on this machine that does not say for whom it asks makes nobody local', () => {
  for (const host of ['buurtbalans.example.nl', '127.example.nl', '192.0.2.7:3000', '', undefined])
    expect(networkOfSender('127.0.0.1', undefined, host)).toBe('proxy');
  expect(networkOfSender('127.0.0.1', '127.0.0.1', 'buurtbalans.example.nl')).toBe('proxy');
});

it('[E215] a header is believed from a proxy on this machine, its last word alone, and from nobody else', () => {
  expect(networkOfSender('127.0.0.1', '127.0.0.1, 192.0.2.7')).toBe('192.0.2');
  expect(networkOfSender('192.0.2.7', '127.0.0.1')).toBe('192.0.2');
  expect(networkOfSender('192.0.2.7', ['127.0.0.1', '::1'])).toBe('192.0.2');
});
