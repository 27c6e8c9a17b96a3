import { expect, it } from 'vitest';
import { networkOf } from './origin.ts';

it.each([
  ['127.0.0.1', 'local'],
  ['::1', 'local'],
  ['::ffff:127.0.0.1', 'local'],
  ['192.0.2.17', '192.0.2'],
  ['::ffff:192.0.2.17', '192.0.2'],
  ['2001:db8:12:1::5', '2001:db8:12'],
  ['2001:db8::5', '2001:db8:0'],
  ['2001:0db8:0012:0001:0:0:0:5', '2001:db8:12'],
  ['fe80::1%eth0', 'fe80:0:0'],
])('[E215] %s is of the network %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
