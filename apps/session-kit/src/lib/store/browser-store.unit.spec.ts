import { describe, expect, it, vi } from 'vitest';
import { BrowserStore, device, passingStore } from './browser-store.ts';
import { FakeStorage } from './fake-storage.testing.ts';

const over = (area: Storage | undefined): BrowserStore => new BrowserStore(() => area!);
/** Takes everything without a word, and forgets it. */
class Forgetful extends FakeStorage {
  override setItem(): void {}
}

it('keeps a text in the browser, and says so', () => {
  const area = new FakeStorage();
  const store = over(area);
  store.set('size', '125');
  expect([store.get('size'), area.kept.get('size'), store.keeps]).toEqual(['125', '125', true]);
  store.remove('size');
  expect([store.get('size'), area.length]).toEqual([null, 0]);
});

describe.each([
  ['is forbidden', passingStore],
  ['is not there', () => over(undefined)],
  ['is full', () => over(Object.assign(new FakeStorage(), { room: 0 }))],
  ['forgets', () => over(new Forgetful())],
])('[K41] a storage that %s', (_, make) => {
  it('stands in no way: the page holds what it was given, and says that nothing is kept', () => {
    const store = make();
    store.write('session.one', { token: 'a' });
    store.set('draft.one', 'half a sen');
    expect([store.read('session.one'), store.get('draft.one'), store.keeps]).toEqual([
      { token: 'a' },
      'half a sen',
      false,
    ]);
    expect(store.keys('session.')).toEqual(['session.one']);
    store.remove('draft.one');
    expect([store.get('draft.one'), store.get('never')]).toEqual([null, null]);
  });
});

it('keeps what it held before as soon as there is room', () => {
  const area = Object.assign(new FakeStorage(), { room: 4 });
  const store = over(area);
  store.set('own', 'a long text');
  expect([store.keeps, area.getItem('own')]).toEqual([false, null]);
  area.room = 100;
  store.set('size', '125');
  expect([store.keeps, area.getItem('own')]).toEqual([true, 'a long text']);
});

it('leaves what was kept last where there is no room for what is new, and reads what is new', () => {
  const area = Object.assign(new FakeStorage(), { room: 4 });
  const store = over(area);
  store.set('own', 'old');
  store.set('own', 'much newer');
  expect([store.get('own'), area.getItem('own')]).toEqual(['much newer', 'old']);
});

it('reads as nothing what somebody else left there', () => {
  const area = new FakeStorage();
  area.setItem('session.one', '{');
  expect(over(area).read('session.one')).toBeNull();
});

it('holds nothing of anybody on the server', () => {
  vi.stubGlobal('window', undefined);
  device.set('session.one', 'of one visitor');
  expect(device.get('session.one')).toBeNull();
});
