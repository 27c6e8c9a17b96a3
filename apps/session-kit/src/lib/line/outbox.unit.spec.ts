import { ApiError, type ErrorCode, problemOf } from '@buurtbalans/contracts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type Command, Outbox, type OutboxStore, type Unsent } from './outbox.ts';

const written = (number: number): Command => ({
  commandId: `00000000-0000-4000-8000-00000000000${number}`,
  command: { type: 'ParkNote', noteId: `00000000-0000-4000-8000-00000000001${number}`, text: `tekst ${number}` },
});
const textOf = ({ command }: Command): string => ('text' in command ? command.text : '');
const refusal = (code: ErrorCode) => new ApiError(problemOf(code, 'nl'));

function memory(kept: Command[] = []): OutboxStore & { kept: Command[] } {
  return {
    kept,
    list: () => [...kept],
    put: (command) => void kept.push(command),
    remove: (id) => void kept.splice(0, kept.length, ...kept.filter(({ commandId }) => commandId !== id)),
  };
}

/** An outbox whose engine answers as `answer` says: with an error, without one, or never. */
function outbox(answer: (command: Command) => Error | null | 'never', store = memory()) {
  const posted: string[] = [];
  const sent: string[] = [];
  let shown: readonly Unsent[] = [];
  const made = new Outbox({
    store,
    post: async (command) => {
      posted.push(textOf(command));
      const error = answer(command);
      if (error === 'never') return new Promise(() => undefined);
      if (error) throw error;
      return { seq: posted.length, kept: false };
    },
    changed: (items) => (shown = items),
    sent: (command) => sent.push(textOf(command)),
  });
  return { made, posted, sent, store, states: () => shown.map((item) => `${textOf(item)}: ${item.state}`) };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('sends at once, and keeps nothing of what came through', async () => {
  const { made, sent, store, states } = outbox(() => null);
  expect(await made.send(written(1))).toBeNull();
  expect([sent, store.kept, states()]).toEqual([['tekst 1'], [], []]);
});

it('keeps what could not be sent, and sends it later in the order of writing with the same ids', async () => {
  let isDown = true;
  const { made, posted, sent, store, states } = outbox(() => (isDown ? new TypeError('network') : null));
  expect(await made.send(written(1))).toBeNull();
  expect(await made.send(written(2))).toBeNull();
  expect(states()).toEqual(['tekst 1: waiting', 'tekst 2: waiting']);
  expect(store.kept.map(({ commandId }) => commandId)).toEqual([written(1).commandId, written(2).commandId]);
  // the second never overtakes the first
  expect(new Set(posted)).toEqual(new Set(['tekst 1']));
  isDown = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect([sent, store.kept, states()]).toEqual([['tekst 1', 'tekst 2'], [], []]);
});

it('[K42] says of what failed once that it waits, for as long as it is tried again and nothing answers', async () => {
  let tries = 0;
  const { made, states } = outbox(() => ((tries += 1) > 1 ? 'never' : new TypeError('network')));
  await made.send(written(1));
  await vi.advanceTimersByTimeAsync(3_000);
  expect([tries, states()]).toEqual([2, ['tekst 1: waiting']]);
});

it('gives a refused text back to its writer and does not keep it', async () => {
  const { made, store, states } = outbox(() => refusal('CONTRIBUTION.PERSONAL'));
  expect((await made.send(written(1)))?.code).toBe('CONTRIBUTION.PERSONAL');
  expect([store.kept, states()]).toEqual([[], []]);
});

it('takes up what an earlier visit left; one that is refused by then does not hold up the rest', async () => {
  const store = memory([written(1), written(2)]);
  const { made, sent, states } = outbox(
    (command) => (textOf(command) === 'tekst 1' ? refusal('SESSION.NOT_OPEN') : null),
    store,
  );
  made.start();
  await vi.advanceTimersByTimeAsync(0);
  expect(sent).toEqual(['tekst 2']);
  expect(states()).toEqual(['tekst 1: refused']);
  expect(store.kept).toHaveLength(1);
  await made.remove(written(1).commandId);
  expect([store.kept, states()]).toEqual([[], []]);
});

it.each(['SERVER.UNAVAILABLE', 'AUTH.TOO_MANY_ATTEMPTS', 'SESSION.NOT_JOINED'] as const)(
  'waits after %s',
  async (code) => {
    const { made, states } = outbox(() => refusal(code));
    expect(await made.send(written(1))).toBeNull();
    expect(states()).toEqual(['tekst 1: waiting']);
  },
);

it('[K40] sends what is written in the same moment, whatever becomes of it in the store', () => {
  const { made, posted } = outbox(() => new TypeError('network'));
  void made.send(written(1));
  expect(posted).toEqual(['tekst 1']);
});

it('takes up what something else put into the store, before what was written since', async () => {
  const store = memory();
  let isDown = true;
  const { made, sent, states } = outbox(() => (isDown ? new TypeError('network') : null), store);
  made.start();
  await made.send(written(2));
  store.put(written(1));
  made.restore();
  made.restore();
  expect(states().map((state) => state.slice(0, 7))).toEqual(['tekst 1', 'tekst 2']);
  isDown = false;
  await vi.advanceTimersByTimeAsync(3_000);
  expect([sent, store.kept]).toEqual([['tekst 1', 'tekst 2'], []]);
});

it('asks no more once it has ended', async () => {
  const { made, posted } = outbox(() => new TypeError('network'));
  const stop = made.start();
  await made.send(written(1));
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(posted).toHaveLength(1);
});
