import { ApiError, type LiveMessage, type Problem } from '@buurtbalans/contracts';
import { readEvents } from './event-stream.ts';

/** The engine says something at least each 5 s; after this long the stream is held back or gone. */
const QUIET_MS = 12_000;
/** A tab that wakes up and has heard nothing for this long does not wait for the rest of the 12 s. */
const STALE_MS = 6_000;
const POLL_MS = 1_500;
const RETRY_MS = 1_000;
const RETRY_MAX_MS = 15_000;

/** `live`: by the stream; `polling`: by asking; `lost`: neither works; `refused`: may not look here (any more). */
export type Connection = 'connecting' | 'live' | 'polling' | 'lost' | 'refused';

/** How the session is reached. All of it throws when the engine cannot be reached, and an `ApiError` when it refuses. */
export interface FeedSource {
  /** Opens the stream after this event. */
  readonly stream: (after: number, signal: AbortSignal) => Promise<Response>;
  /** What changed after this position. */
  readonly read: (after: number) => Promise<LiveMessage>;
}

/** What is told about the session. */
export interface FeedTarget {
  readonly message: (message: LiveMessage) => void;
  readonly connection: (connection: Connection, problem: Problem | null) => void;
}

const isFinal = (cause: unknown): cause is ApiError =>
  cause instanceof ApiError && [401, 403, 404].includes(cause.problem.status);

/**
 * Follows one session: by the event stream, which resumes after the last event it brought, and by asking each 1.5 s for
 * as long as the stream is silent. Behind some proxies a stream never says anything; asking works there.
 */
export class SessionFeed {
  readonly #source: FeedSource;
  readonly #target: FeedTarget;
  /** Position of what was taken in; -1 before anything. */
  #seq = -1;
  #heardAt = 0;
  #isHearing = true;
  #isStopped = false;
  #retryMs = RETRY_MS;
  #current: AbortController | undefined;
  #wake: (() => void) | undefined;

  constructor(source: FeedSource, target: FeedTarget) {
    this.#source = source;
    this.#target = target;
  }

  /** Begins; gives the function that ends it. */
  start(): () => void {
    this.#heardAt = Date.now();
    void this.#streamOn();
    const poll = setInterval(() => void this.#poll(), POLL_MS);
    return () => {
      this.#isStopped = true;
      clearInterval(poll);
      this.#current?.abort();
      this.#wake?.();
    };
  }

  /** The tab is seen again or the network is back: connects at once when the line has been silent. */
  awake(): void {
    this.#retryMs = RETRY_MS;
    this.#wake?.();
    if (Date.now() - this.#heardAt > STALE_MS) this.#current?.abort();
  }

  async #streamOn(): Promise<void> {
    while (!this.#isStopped) {
      try {
        await this.#stream();
      } catch (cause) {
        if (isFinal(cause)) return this.#refused(cause);
      }
      if (this.#isStopped) return;
      this.#isHearing = false;
      // spread out, or a hundred phones come back in the same second
      await this.#pause(this.#retryMs * (0.75 + Math.random() / 2));
      this.#retryMs = Math.min(this.#retryMs * 2, RETRY_MAX_MS);
    }
  }

  async #stream(): Promise<void> {
    const current = new AbortController();
    this.#current = current;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const restart = (): void => {
      clearTimeout(quiet);
      quiet = setTimeout(() => current.abort(), QUIET_MS);
    };
    try {
      restart();
      const response = await this.#source.stream(this.#seq, current.signal);
      if (!response.ok) throw new ApiError((await response.json()) as Problem);
      if (!response.body) throw new Error('the stream has no body');
      for await (const data of readEvents(response.body)) {
        restart();
        this.#heard();
        if (data !== null) this.#take(JSON.parse(data) as LiveMessage);
      }
    } finally {
      clearTimeout(quiet);
      current.abort();
    }
  }

  #isLive(): boolean {
    return this.#isHearing && Date.now() - this.#heardAt < QUIET_MS;
  }

  #heard(): void {
    this.#heardAt = Date.now();
    this.#isHearing = true;
    this.#retryMs = RETRY_MS;
    this.#target.connection('live', null);
  }

  #take(message: LiveMessage): void {
    // the engine can start again from a copy of its database: what is whole counts, wherever it stands
    if (!message.whole && message.seq < this.#seq) return;
    this.#seq = message.seq;
    this.#target.message(message);
  }

  async #poll(): Promise<void> {
    if (this.#isStopped || this.#isLive()) return;
    try {
      const message = await this.#source.read(this.#seq);
      if (this.#isStopped || this.#isLive()) return;
      this.#take(message);
      this.#target.connection('polling', null);
    } catch (cause) {
      if (isFinal(cause)) this.#refused(cause);
      else if (!this.#isStopped && !this.#isLive()) this.#target.connection('lost', null);
    }
  }

  #refused({ problem }: ApiError): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    this.#current?.abort();
    this.#wake?.();
    this.#target.connection('refused', problem);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
