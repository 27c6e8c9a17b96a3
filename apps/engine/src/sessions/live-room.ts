import { codeOf, framesOf, type LiveMessage, ProductError } from '@buurtbalans/contracts';
import type { Database } from '@buurtbalans/database';
import { type Audience, AUDIENCES } from '@buurtbalans/domain';
import type { LogEvent } from '@buurtbalans/logging';
import { catchUpLive, executeLive, type LiveAnswer, type LiveCall, type LiveSnapshot } from '@buurtbalans/workflow';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { LiveSide, type Sink } from './live-side.ts';

/** Most commands that are decided in one transaction. */
const BATCH = 64;
/** After each sending the room rests a quarter of the time that it took, but at most so many milliseconds. */
const REST_MS = 100;
/** So many milliseconds of rest can be saved up: a few changes in a row then still go out at once, and only a burst together. */
const SAVED_MS = 50;
/** A change waits at most so many milliseconds for those that are about to be decided. */
const TOGETHER_MS = 4;

interface Waiting {
  readonly call: LiveCall;
  readonly answer: (answer: LiveAnswer) => void;
  readonly fail: (cause: unknown) => void;
}

/**
 * One session in this process: its state, the commands under way, and what each audience was sent. Commands that come
 * together are decided in one transaction; each audience's change is written out once, however many listen.
 */
export class LiveRoom {
  readonly #db: Database;
  readonly #log = new Logger('live');
  #snapshot: LiveSnapshot;
  readonly #sides: ReadonlyMap<Audience, LiveSide>;
  readonly #waiting: Waiting[] = [];
  #isWorking = false;
  /** Position up to which something is said to have happened. */
  #rung = 0;
  /** What was sent last, or is on its way. */
  #sent: LiveSnapshot;
  #isSending = false;
  /** Those who wait for the next look at the database. */
  #looking: (() => void)[] = [];
  /** Nothing is sent before this moment (`performance.now()`). */
  #restsUntil = 0;
  #timer: NodeJS.Timeout | undefined;
  #isOver = false;
  /** What each of those who listen wants done when the room ends. */
  readonly #leaving = new Set<() => void>();
  readonly #onFault: () => void;
  /** When somebody last did anything with it. */
  usedAt = Date.now();

  /** `onFault` hears that the room ended by itself: whoever comes next needs another. */
  constructor(db: Database, snapshot: LiveSnapshot, onFault: () => void = () => undefined) {
    this.#db = db;
    this.#onFault = onFault;
    this.#snapshot = snapshot;
    this.#sent = snapshot;
    this.#sides = new Map(AUDIENCES.map((audience) => [audience, new LiveSide(audience, snapshot)]));
  }

  /** The session as this process knows it now. */
  get snapshot(): LiveSnapshot {
    return this.#snapshot;
  }

  /** The session as the database has it. */
  async latest(): Promise<LiveSnapshot> {
    await this.#looked();
    return this.#snapshot;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0 && [...this.#sides.values()].every(({ listeners }) => listeners.size === 0);
  }

  /** Hands a command in; settles once it is committed or refused. */
  execute(call: LiveCall): Promise<LiveAnswer> {
    this.usedAt = Date.now();
    return new Promise((answer, fail) => {
      if (this.#isOver) return fail(new ProductError('SERVER.UNAVAILABLE'));
      this.#waiting.push({ call, answer, fail });
      this.#go();
    });
  }

  /** Something may have happened elsewhere; nothing new, where this process is as far itself. */
  look(position = Number.POSITIVE_INFINITY): void {
    this.#rung = Math.max(this.#rung, position);
    this.#go();
  }

  /** Looks at the database, alone or with the commands that are decided next; settles then. */
  #looked(): Promise<void> {
    this.usedAt = Date.now();
    return new Promise((done) => {
      // whoever asks is told so
      if (this.#isOver) return done();
      this.#looking.push(done);
      this.look();
    });
  }

  /** Brings the session up to date, for whoever asks for it once. */
  async read(audience: Audience): Promise<LiveMessage> {
    await this.#looked();
    return this.#upToDate(audience).whole(this.#snapshot.aheadMs);
  }

  /** Sends what was missed after a position, and then each change; gives the function that ends it. `onEnd` is called when the room ends first. */
  async follow(
    audience: Audience,
    after: number,
    sink: Sink,
    onEnd: () => void = () => undefined,
  ): Promise<() => void> {
    await this.#looked();
    const side = this.#upToDate(audience);
    sink(side.missed(after, this.#snapshot.aheadMs));
    side.listeners.add(sink);
    this.#leaving.add(onEnd);
    return () => {
      side.listeners.delete(sink);
      this.#leaving.delete(onEnd);
      this.usedAt = Date.now();
    };
  }

  /** An audience as the session is now; those who listen are told first what is new to them. */
  #upToDate(audience: Audience): LiveSide {
    if (this.#isOver) throw new ProductError('SERVER.UNAVAILABLE');
    const side = this.#sides.get(audience)!;
    side.show(this.#snapshot);
    if (!this.#isSending) this.#guarded(() => this.#bring());
    return side;
  }

  /** Ends the room: those who wait are told, and those who listen come again. */
  end(): void {
    this.#isOver = true;
    clearTimeout(this.#timer);
    for (const { fail } of this.#waiting.splice(0)) fail(new ProductError('SERVER.UNAVAILABLE'));
    for (const done of this.#looking.splice(0)) done();
    for (const side of this.#sides.values()) side.listeners.clear();
    for (const leave of this.#leaving) leave();
  }

  /** Does what nobody waits for: a fault in it ends this session's room alone, and no other in this process. */
  #guarded(work: () => void): void {
    try {
      if (!this.#isOver) work();
    } catch (cause) {
      this.#fault(cause);
    }
  }

  #fault(cause: unknown): void {
    // no message: it can hold what somebody wrote
    this.#log.error({ event: 'live session failed' satisfies LogEvent, code: codeOf(cause), frames: framesOf(cause) });
    if (this.#isOver) return;
    this.#onFault();
    this.end();
  }

  /** Whether somebody elsewhere got further than this process knows. */
  get #isBehind(): boolean {
    return this.#rung > this.#snapshot.state.seq;
  }

  #go(): void {
    if (this.#isWorking || this.#isOver) return;
    this.#isWorking = true;
    void this.#run()
      .catch((cause: unknown) => this.#fault(cause))
      .finally(() => {
        this.#isWorking = false;
        // what came while the last round ended
        if (this.#waiting.length > 0 || this.#isBehind) this.#go();
      });
  }

  async #run(): Promise<void> {
    let newSince: number | undefined;
    while (!this.#isOver && (this.#waiting.length > 0 || this.#isBehind)) {
      const taken = this.#waiting.splice(0, BATCH);
      const before = this.#snapshot;
      const looking = this.#looking.splice(0);
      // deciding looks too
      this.#rung = 0;
      if (taken.length > 0) await this.#decide(taken);
      // the database is away for a moment: the next ring or second looks again
      else this.#snapshot = await catchUpLive(this.#db, before).catch(() => before);
      for (const done of looking) done();
      if (this.#snapshot !== before) newSince ??= performance.now();
      // what waits already is soon decided: together they reach the last screen earlier
      if (newSince === undefined || (this.#waiting.length > 0 && performance.now() - newSince < TOGETHER_MS)) continue;
      newSince = undefined;
      this.#soon();
    }
  }

  /** Decides what was taken; gives why nothing can be decided, where the database is away. */
  async #decide(taken: readonly Waiting[]): Promise<{ cause: unknown } | undefined> {
    try {
      const { after, answers } = await executeLive(
        this.#db,
        this.#snapshot,
        taken.map(({ call }) => call),
      );
      this.#snapshot = after;
      for (const [index, { answer }] of taken.entries()) answer(answers[index]!);
    } catch (cause) {
      const isAway = await this.#isAway(cause);
      // one of them cannot be decided or written: that one fails, and the others must not suffer
      if (taken.length > 1 && !isAway) return this.#decideEach(taken);
      for (const { fail } of taken) fail(cause);
      return isAway ? { cause } : undefined;
    }
    return undefined;
  }

  async #decideEach(taken: readonly Waiting[]): Promise<{ cause: unknown } | undefined> {
    let away: { cause: unknown } | undefined;
    for (const one of taken) {
      if (away) one.fail(away.cause);
      else away = await this.#decide([one]);
    }
    return away;
  }

  /** Without a database all of them fail, and none waits in vain. */
  async #isAway(cause: unknown): Promise<boolean> {
    if (cause instanceof pg.DatabaseError) return false;
    return this.#db.pool.query('select 1').then(
      () => false,
      () => true,
    );
  }

  /** Sends what is new, unless that is under way or has to rest. */
  #soon(): void {
    if (this.#timer || this.#isSending) return;
    const wait = this.#restsUntil - performance.now();
    if (wait <= 0) return this.#send();
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#guarded(() => this.#send());
    }, wait);
  }

  #send(): void {
    const from = performance.now();
    this.#sent = this.#snapshot;
    for (const side of this.#sides.values()) if (side.listeners.size > 0) side.show(this.#snapshot);
    this.#bring(performance.now() - from);
  }

  /** Brings what is on its way to its listeners, part by part. With much to send, by a burst or to a thousand listeners, the room then rests a while, and changes go out together. */
  #bring(before = 0): void {
    const from = performance.now();
    for (const side of this.#sides.values()) side.send();
    const now = performance.now();
    const took = before + now - from;
    this.#isSending = [...this.#sides.values()].some(({ isSending }) => isSending);
    if (this.#isSending) return void setImmediate(() => this.#guarded(() => this.#bring(took)));
    this.#restsUntil = Math.max(this.#restsUntil, now - SAVED_MS) + took + Math.min(took / 4, REST_MS);
    if (this.#sent !== this.#snapshot) this.#soon();
  }
}
