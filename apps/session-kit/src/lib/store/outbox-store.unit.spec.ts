import { expect, it } from 'vitest';
import { BrowserStore, passingStore } from './browser-store.ts';
import { FakeStorage } from './fake-storage.testing.ts';
import type { Command } from '#lib/line/outbox.ts';
import { outboxStore } from './outbox-store.ts';

const written = (number: number): Command => ({
  commandId: `command-${number}`,
  command: { type: 'ParkNote', noteId: `note-${number}`, text: `tekst ${number}` },
});

it('[K43] keeps commands in the order of writing, each once, and nothing once they are gone', () => {
  const area = new FakeStorage();
  const store = new BrowserStore(() => area);
  for (const number of [1, 2, 3, 2]) outboxStore('unsent.a', store).put(written(number));
  // the next visit
  expect(outboxStore('unsent.a', store).list()).toEqual([written(1), written(3), written(2)]);
  expect(outboxStore('unsent.b', store).list()).toEqual([]);
  for (const number of [1, 2, 3]) outboxStore('unsent.a', store).remove(`command-${number}`);
  expect(area.length).toBe(0);
});

it('[K40] has them for as long as the page is open where nothing can be kept', () => {
  const store = outboxStore('unsent.a', passingStore());
  store.put(written(1));
  expect(store.list()).toEqual([written(1)]);
});

it('reads as nothing what is no list', () => {
  const area = new FakeStorage();
  area.setItem('unsent.a', '{"commandId":"one"}');
  expect(outboxStore('unsent.a', new BrowserStore(() => area)).list()).toEqual([]);
});
