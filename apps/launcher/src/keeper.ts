import { setTimeout as sleep } from 'node:timers/promises';
import { BackOff } from './back-off.ts';
import type { ProductLog } from './log/product-log.ts';
import { untilSilent } from './silence.ts';
import { DiskFull, EXIT, StartError } from './start-error.ts';

/** How often it is tried whether a disk has room again, in milliseconds. */
const ROOM_MS = 5_000;

/** Something that runs. */
export interface Running {
  readonly pid: number;
  /** Resolves once it has ended, with its exit code or signal. */
  readonly ended: Promise<string>;
  /** Asks for a sign of life. @throws when none comes in so many milliseconds */
  probe(patience: number): Promise<unknown>;
  /** Ends it on the spot. */
  kill(): Promise<void>;
  /** Ends it in order. */
  stop(): Promise<void>;
}

/** Something that can be started, and started again. */
export interface Program<R extends Running = Running> {
  readonly name: string;
  /** Resolves once it is ready. @throws when it does not get there, of which nothing stays running */
  start(signal: AbortSignal): Promise<R>;
}

/** How it is kept running. */
export interface Terms {
  /** Milliseconds without a sign of life after which it is ended and started again. */
  readonly silentMs: number;
  readonly backOff?: readonly number[];
  /** How often it is tried whether a full disk has room again; five seconds unless told otherwise. */
  readonly roomMs?: number;
  readonly tell: (line: string) => void;
  /** Is told the same, and when it was started; hears what it prints. */
  readonly log?: ProductLog | undefined;
  /** It could not be started so often in a row that nothing here helps. */
  readonly onGivenUp: (error: StartError) => void;
}

/** Keeps a program running until it is told to stop: one that ends or hangs is started again. */
export class Keeper<R extends Running = Running> {
  readonly #program: Program<R>;
  readonly #terms: Terms;
  readonly #closing = new AbortController();
  #running: R | undefined;
  #kept: Promise<void>;

  private constructor(program: Program<R>, terms: Terms, running: R) {
    this.#program = program;
    this.#terms = terms;
    this.#running = running;
    this.#kept = this.keep(running);
  }

  /** Starts a program for the first time. @throws what kept it from starting */
  static async begin<R extends Running>(program: Program<R>, terms: Terms, signal: AbortSignal): Promise<Keeper<R>> {
    const from = Date.now();
    const running = await program.start(signal).catch((error: unknown) => {
      if (!signal.aborted) terms.log?.own.error('program not started', { of: program.name });
      throw error;
    });
    terms.log?.own.info('program started', { of: program.name, ofPid: running.pid, durationMs: Date.now() - from });
    return new Keeper(program, terms, running);
  }

  /** What runs now; nothing while it is started again. */
  get running(): R | undefined {
    return this.#running;
  }

  async stop(): Promise<void> {
    this.#closing.abort();
    await this.#running?.stop();
    await this.#kept;
  }

  private async keep(first: R): Promise<void> {
    const { tell, log: all, onGivenUp, backOff: waits } = this.#terms;
    const log = all?.own;
    const of = this.#program.name;
    const backOff = new BackOff(waits);
    const { signal } = this.#closing;
    let from = Date.now();
    let failure: unknown;
    for (let running: R | undefined = first; ;) {
      const why: string = running ? await this.untilGone(running) : 'start mislukt / failed to start';
      const ofPid = running?.pid;
      this.#running = undefined;
      if (signal.aborted) return;
      if (running) log?.warn('program ended', { of, ofPid, code: codeOfEnd(why) });
      // a full disk is waited for, however long it takes somebody to make room
      const isFull = running === undefined && failure instanceof DiskFull;
      const wait = isFull ? (this.#terms.roomMs ?? ROOM_MS) : backOff.after(running ? Date.now() - from : 0);
      if (wait === undefined) {
        log?.error('program given up', { of });
        return onGivenUp(new StartError(`${of} blijft uitvallen / keeps failing: ${why}`, EXIT.temporary));
      }
      if (!isFull) tell(`  ! ${of}: ${why} → ${wait / 1_000} s`);
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      const before = failure;
      failure = undefined;
      running = await this.#program.start(signal).catch((error: unknown) => {
        failure = error;
        // the same again is told once
        return this.tellOf(error, before instanceof DiskFull && error instanceof DiskFull);
      });
      if (signal.aborted) return running?.stop();
      from = Date.now();
      if (running) log?.info('program started', { of, ofPid: running.pid });
      this.#running = running;
    }
  }

  /** What somebody has to mend first is not tried again and again. */
  private tellOf(error: unknown, isTold: boolean): undefined {
    if (this.#closing.signal.aborted) return;
    const { name } = this.#program;
    if (!isTold) {
      this.#terms.tell(`  ! ${name}: ${(error as Error).message}`);
      this.#terms.log?.own.error('program not started', {
        of: name,
        code: error instanceof DiskFull ? 'ENOSPC' : undefined,
      });
    }
    if (!(error instanceof StartError) || error.exitCode !== EXIT.configuration) return;
    this.#closing.abort();
    this.#terms.onGivenUp(error);
  }

  /** Gives why it is gone; one that hangs is ended for it. */
  private async untilGone(running: R): Promise<string> {
    const watching = new AbortController();
    const silent = untilSilent(
      (patience) => running.probe(patience),
      this.#terms.silentMs,
      AbortSignal.any([watching.signal, this.#closing.signal]),
    ).then(() => undefined);
    const end = await Promise.race([running.ended, silent]);
    watching.abort();
    if (end !== undefined) return end;
    await running.kill();
    return HUNG;
  }
}

const HUNG = 'hing / hung';

/** Exit code, signal, or that it hung. */
const codeOfEnd = (why: string): string => (why === HUNG ? 'HUNG' : why);
