import type { LiveMessage } from '@buurtbalans/contracts';
import type { LiveSnapshot } from '@buurtbalans/workflow';
import { type Audience, ProjectionFollower } from '@buurtbalans/domain';

/** Where the messages of a listener go, as text of the stream. */
export type Sink = (chunk: Buffer) => void;

/** So many changes are kept for listeners that come back. */
const KEPT = 400;
/** So many listeners are written to before the process looks at what has come in: commands need not wait for the last of them. */
const SLICE = 50;

interface Kept {
  readonly from: number;
  readonly chunk: Buffer;
}

/** What one audience was told last, and who listens. Each change is written out once, however many listen. */
export class LiveSide {
  readonly audience: Audience;
  readonly listeners = new Set<Sink>();
  readonly #shown: ProjectionFollower;
  /** Position that was told last. What happened since then and shows nothing does not move it. */
  #told: number;
  readonly #kept: Kept[] = [];
  /** The whole as it was written last, for all who come before it changes. */
  #whole: Buffer | undefined;
  /** What is on its way: each piece to those who listened when it came to be, in that order. */
  readonly #outgoing: { readonly chunk: Buffer; readonly to: readonly Sink[] }[] = [];
  #reached = 0;

  constructor(audience: Audience, { state, status }: LiveSnapshot) {
    this.audience = audience;
    this.#shown = new ProjectionFollower(state, status, audience);
    this.#told = state.seq;
  }

  get isSending(): boolean {
    return this.#outgoing.length > 0;
  }

  /** Takes what is new in the session; {@link send} brings it to those who listen. */
  show({ state, status, aheadMs }: LiveSnapshot): void {
    const { set, gone } = this.#shown.advance(state, status);
    if (Object.keys(set).length === 0 && gone.length === 0) return;
    const from = this.#told;
    this.#told = state.seq;
    this.#whole = undefined;
    const chunk = chunkOf({
      seq: state.seq,
      now: clock(aheadMs),
      whole: false,
      set: set as LiveMessage['set'],
      gone: [...gone],
    });
    this.#kept.push({ from, chunk });
    if (this.#kept.length > KEPT) this.#kept.shift();
    if (this.listeners.size > 0) this.#outgoing.push({ chunk, to: [...this.listeners] });
  }

  /** Sends what is on its way to the next listeners; each gets the pieces in their order. */
  send(): void {
    const next = this.#outgoing[0];
    if (!next) return;
    const until = Math.min(this.#reached + SLICE, next.to.length);
    for (; this.#reached < until; this.#reached += 1) {
      const sink = next.to[this.#reached]!;
      if (this.listeners.has(sink)) sink(next.chunk);
    }
    if (until < next.to.length) return;
    this.#outgoing.shift();
    this.#reached = 0;
  }

  /**
   * What a listener misses that has seen everything up to a position: pieces that say it, or the whole. Pieces go on only
   * from where one of them ended: in between, as another process may have counted, they do not say all that changed.
   */
  missed(after: number, aheadMs: number): Buffer {
    // always told: the status of the session is none of its events, and the clock of what was written earlier is of then
    const room = chunkOf({
      seq: this.#told,
      now: clock(aheadMs),
      whole: false,
      set: { room: this.#shown.entry('room') as never },
      gone: [],
    });
    const first = this.#kept.findIndex(({ from }) => from === after);
    if (first >= 0) return Buffer.concat([...this.#kept.slice(first).map(({ chunk }) => chunk), room]);
    if (after === this.#told) return room;
    this.#whole ??= chunkOf(this.whole(aheadMs));
    return Buffer.concat([this.#whole, room]);
  }

  whole(aheadMs: number): LiveMessage {
    return {
      seq: this.#told,
      now: clock(aheadMs),
      whole: true,
      set: Object.fromEntries(this.#shown.whole) as LiveMessage['set'],
      gone: [],
    };
  }
}

const clock = (aheadMs: number): string => new Date(Date.now() + aheadMs).toISOString();
const chunkOf = (message: LiveMessage): Buffer =>
  Buffer.from(`id: ${message.seq}\ndata: ${JSON.stringify(message)}\n\n`);
