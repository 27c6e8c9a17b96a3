import { expect, it, vi } from 'vitest';
import { takeOverEarlier } from './earlier-outbox.ts';

// what is taken over, and a database that never answers, are seen in a real browser: tests/e2e/phone-store.journey.spec.ts
it.each([
  [
    'is forbidden',
    () => {
      throw new DOMException('the user said no', 'SecurityError');
    },
  ],
  ['is not there', () => undefined],
  ['fails when it is asked', () => ({ databases: () => Promise.reject(new DOMException('broken', 'UnknownError')) })],
  [
    'fails when it is opened',
    () => ({
      open: () => {
        throw new DOMException('broken', 'InvalidStateError');
      },
    }),
  ],
])('[K40] takes nothing over, without a word, from a database that %s', async (_, get) => {
  vi.stubGlobal('indexedDB', undefined);
  Object.defineProperty(globalThis, 'indexedDB', { get, configurable: true });
  const put = vi.fn();
  await takeOverEarlier('session', { list: () => [], put, remove: () => undefined }, () => true);
  expect(put).not.toHaveBeenCalled();
});
