import { expect, it } from 'vitest';
import { counted } from './crowd.ts';

it('[E289] a connection is counted by its address, and of IPv6 by its network, however that is written', () => {
  expect(counted('192.0.2.7')).toBe('192.0.2.7');
  expect(counted('::ffff:192.0.2.7')).toBe('192.0.2.7');
  for (const address of ['2001:db8::5', '2001:db8::ffff:0:5', '2001:0db8:0:0:1:2:3:4'])
    expect(counted(address)).toBe('2001:db8:0:0');
  expect(counted('2001:db8:0:1::5')).not.toBe(counted('2001:db8::5'));
});
