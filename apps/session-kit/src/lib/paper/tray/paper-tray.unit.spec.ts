import { problemOf, type ErrorCode } from '@buurtbalans/contracts';
import type { LiveCommandInput } from '@buurtbalans/domain';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { passingPaperStore } from './paper-store.ts';
import { countOf, nextNumber, type Paper, PaperTray } from './paper-tray.ts';

const noteId = (number: string): string => `00000000-0000-4000-8000-00000000001${number}`;
const paper = (number: string): Paper => ({
  number,
  stepId: 'parking-1',
  filled: { text: `punt ${number}` },
  command: { type: 'ParkNote', noteId: noteId(number), text: `punt ${number}` },
  undo: { type: 'ModerateCards', cardIds: [noteId(number)], to: 'removed' },
});

/** A tray whose engine answers as `answer` says: a code, nothing, or never. */
function tray(answer: (command: LiveCommandInput) => ErrorCode | null | 'never', store = passingPaperStore()) {
  const sent: LiveCommandInput[] = [];
  const ids: string[] = [];
  const made = new PaperTray({
    store,
    changed: () => undefined,
    send: (command, id) => {
      const said = answer(command);
      ids.push(id);
      if (said === 'never') return new Promise(() => undefined);
      if (said === null) sent.push(command);
      return Promise.resolve(said && problemOf(said, 'nl'));
    },
  });
  made.start();
  return { made, sent, ids, store, states: () => made.entries.map(({ number, state }) => `${number}: ${state}`) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('[K26] keeps what was typed without a connection, sends it in order once it is back, and then keeps the text no longer', async () => {
  let isBack = false;
  const { made, sent, states, ids } = tray(() => (isBack ? null : 'SERVER.UNAVAILABLE'));
  await made.enter(paper('1'));
  await made.enter(paper('2'));
  expect(states()).toEqual(['1: waiting', '2: waiting']);
  expect(made.entries.map(({ filled }) => filled?.['text'])).toEqual(['punt 1', 'punt 2']);
  isBack = true;
  await made.flush();
  expect(sent.map((command) => 'text' in command && command.text)).toEqual(['punt 1', 'punt 2']);
  expect(states()).toEqual(['1: sent', '2: sent']);
  expect(made.entries.map(({ filled, command }) => [filled, command])).toEqual([
    [null, null],
    [null, null],
  ]);
  // each try of a paper had the same id
  expect(new Set(ids).size).toBe(2);
});

it('[K26] sends what an earlier visit left, and tells what of it is refused', async () => {
  const store = passingPaperStore();
  await tray(() => 'SERVER.UNAVAILABLE', store).made.enter(paper('1'));
  const { made, states } = tray(() => 'LIVE.STEP_UNKNOWN', store);
  await vi.advanceTimersByTimeAsync(10);
  expect(states()).toEqual(['1: refused']);
  expect(await made.takeBack(made.entries[0]!)).toEqual({ typed: { text: 'punt 1' }, problem: null });
  expect([made.entries, await store.outbox.list()]).toEqual([[], []]);
});

it('[K26] keeps a refused paper with its reason and its text, to be mended or entered all the same', async () => {
  const { made, states, sent, store } = tray((command) =>
    'text' in command &&
    command.text === 'punt 1' &&
    !('confirmedNotPersonal' in command && command.confirmedNotPersonal)
      ? 'CONTRIBUTION.PERSONAL'
      : null,
  );
  await made.enter({
    ...paper('1'),
    command: { type: 'ParkNote', noteId: noteId('1'), text: 'punt 1', confirmedNotPersonal: false },
  });
  await made.enter(paper('2'));
  expect(states()).toEqual(['1: refused', '2: sent']);
  expect(made.entries[0]).toMatchObject({ problem: { code: 'CONTRIBUTION.PERSONAL' }, filled: { text: 'punt 1' } });
  expect(store.entries()).toEqual(made.entries);
  await made.confirm(made.entries[0]!);
  expect(states()).toEqual(['2: sent', '1: sent']);
  expect(sent.map((command) => 'text' in command && command.text)).toEqual(['punt 2', 'punt 1']);
});

it('[K26] lets the next paper be typed while one is on its way', async () => {
  const { made, states } = tray(() => 'never');
  void made.enter(paper('1'));
  void made.enter(paper('2'));
  await vi.advanceTimersByTimeAsync(10);
  expect(states()).toEqual(['1: sending', '2: sending']);
});

it('[K22] takes a paper back after what entered it, and gives what was typed', async () => {
  const { made, sent } = tray(() => null);
  await made.enter(paper('1'));
  expect(await made.takeBack(made.entries[0]!)).toEqual({ typed: { text: 'punt 1' }, problem: null });
  expect(sent.map(({ type }) => type)).toEqual(['ParkNote', 'ModerateCards']);
  expect(made.entries).toEqual([]);
});

it('leaves a paper in the list when it could not be taken back, and says why', async () => {
  const { made, states } = tray((command) => (command.type === 'ModerateCards' ? 'LIVE.ITEM_UNKNOWN' : null));
  await made.enter(paper('1'));
  expect((await made.takeBack(made.entries[0]!)).problem?.code).toBe('LIVE.ITEM_UNKNOWN');
  expect(states()).toEqual(['1: sent']);
});

it('[K25] sends nothing that holds the number of a form', async () => {
  const { made, sent, ids } = tray(() => null);
  await made.enter({ ...paper('7'), number: 'formulier-4711' });
  expect(JSON.stringify([sent, ids])).not.toContain('4711');
});

it('counts papers by their number, and goes on from the highest', async () => {
  const { made } = tray(() => null);
  for (const number of ['3', '3', '4']) await made.enter(paper(number));
  expect(countOf(made.entries, 'parking-1')).toEqual({ papers: 2, waiting: 0 });
  expect([nextNumber(made.entries, 'parking-1'), nextNumber(made.entries, 'another')]).toEqual(['5', '1']);
});

it('[K26] sends on the next visit what was typed, also when the queue found no room', async () => {
  const store = passingPaperStore();
  const before = tray(() => 'never', store);
  void before.made.enter(paper('1'));
  store.outbox.remove(before.ids[0]!);
  const { sent, ids, states } = tray(() => null, store);
  await vi.advanceTimersByTimeAsync(0);
  expect([sent, ids, states()]).toEqual([[paper('1').command], before.ids, ['1: sent']]);
});
