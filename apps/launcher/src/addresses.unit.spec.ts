import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { addressesForPhones, ownAddress } from './addresses.ts';

const card = (address: string, family: 'IPv4' | 'IPv6', internal = false) =>
  ({ address, family, internal }) as NetworkInterfaceInfo;
const INTERFACES = {
  lo: [card('127.0.0.1', 'IPv4', true), card('::1', 'IPv6', true)],
  eth0: [card('fe80::1', 'IPv6'), card('2001:db8::7', 'IPv6'), card('192.0.2.7', 'IPv4')],
};

describe('the addresses that a start prints', () => {
  it.each([
    ['0.0.0.0', ['http://192.0.2.7:3000']],
    ['::', ['http://192.0.2.7:3000', 'http://[2001:db8::7]:3000']],
    ['127.0.0.1', []],
    ['192.0.2.7', []],
  ])('[E69] for phones are those that it listens on, with --host %s', (host, addresses) => {
    expect(addressesForPhones(host, 3000, INTERFACES)).toEqual(addresses);
  });

  it.each([
    ['0.0.0.0', 'http://localhost:3000'],
    ['::', 'http://localhost:3000'],
    ['::1', 'http://localhost:3000'],
    ['192.0.2.7', 'http://192.0.2.7:3000'],
    ['2001:db8::7', 'http://[2001:db8::7]:3000'],
    ['buurt.example.nl', 'http://buurt.example.nl:3000'],
  ])('[E69] for this machine is one that answers, with --host %s', (host, address) => {
    expect(ownAddress(host, 3000)).toBe(address);
  });
});
