import type { LiveMessage, Problem } from '@buurtbalans/contracts';
import type {
  Audience,
  CardView,
  ClusterView,
  Entries,
  LateView,
  LiveCommandInput,
  Minutes,
  Note,
  RoomView,
  ScriptView,
  SessionPromise,
  StepView,
} from '@buurtbalans/domain';
import type { LightClient } from '#lib/api/light-client.ts';
import { newId } from '#lib/api/new-id.ts';
import { problemFrom } from '#lib/commands/problem-from.ts';
import { Outbox, type OutboxStore, type Unsent } from './outbox.ts';
import { type Connection, SessionFeed } from './session-feed.ts';
import { stepFrom } from './step-from.ts';

/** How a screen reaches its session. */
export interface LiveOptions {
  readonly api: LightClient;
  readonly sessionId: string;
  readonly audience: Audience;
  /** Participants show their token; staff have a cookie. */
  readonly token?: string;
  /** Where unsent commands wait; without it, as on staff screens, they are sent once or refused. */
  readonly store?: OutboxStore;
  /** A command came through; `kept` when it came after its step was over and waits for the facilitator. */
  readonly sent?: (command: LiveCommandInput, kept: boolean) => void;
}

/**
 * One session as one screen sees it, live. Everything shown comes from here; commands go through {@link send}. The
 * entries are what the server projects for this audience, and nothing else.
 */
export class LiveSession {
  connection = $state<Connection>('connecting');
  /** Why this browser may not look here (any more). */
  problem = $state.raw<Problem | null>(null);
  /** Own commands that the engine does not have yet. */
  unsent = $state.raw<readonly Unsent[]>([]);
  /** Milliseconds that the engine's clock is ahead of this device's. */
  ahead = $state(0);

  #entries = $state.raw<ReadonlyMap<string, unknown>>(new Map());
  readonly room = $derived((this.#entries.get('room') as RoomView | undefined) ?? null);
  readonly script = $derived((this.#entries.get('script') as ScriptView | undefined) ?? null);
  readonly minutes = $derived((this.#entries.get('minutes') as Minutes | undefined) ?? null);
  /** Cards in the order of the session. */
  readonly cards = $derived(this.#all<CardView>('card:').sort((one, other) => one.seq - other.seq));
  readonly clusters = $derived(this.#all<ClusterView>('cluster:'));
  readonly notes = $derived(this.#all<Note>('note:'));
  readonly promises = $derived(this.#all<SessionPromise>('promise:'));
  readonly late = $derived(this.#all<LateView>('late:'));
  /** How far the running step is. */
  readonly current = $derived(this.room?.step ? this.step(this.room.step.id) : null);

  readonly #options: LiveOptions;
  readonly #outbox: Outbox | null;

  constructor(options: LiveOptions) {
    this.#options = options;
    const { store, sent } = options;
    this.#outbox = store
      ? new Outbox({
          store,
          post: (command) => options.api.call('sendLive', { params: { sessionId: options.sessionId }, body: command }),
          changed: (unsent) => (this.unsent = unsent),
          sent: ({ command }, { kept }) => sent?.(command, kept),
        })
      : null;
  }

  /** How far a step is, where this audience sees that. */
  step(stepId: string): StepView | null {
    return stepFrom(this.#entries, stepId);
  }

  /** Any entry by its key, as `spotlight` and `items` name them. */
  entry<K extends keyof Entries>(key: K): Entries[K] | undefined {
    return this.#entries.get(key) as Entries[K] | undefined;
  }

  /** Begins to follow the session; gives the function that ends it. */
  follow(): () => void {
    const feed = this.#feed();
    const stops = [feed.start(), this.#outbox?.start()];
    const awake = (): void => {
      if (document.visibilityState !== 'visible') return;
      feed.awake();
      void this.#outbox?.flush();
    };
    document.addEventListener('visibilitychange', awake);
    // a phone that slept with its screen on this page
    document.addEventListener('resume', awake);
    window.addEventListener('pageshow', awake);
    window.addEventListener('online', awake);
    return () => {
      for (const stop of stops) stop?.();
      document.removeEventListener('visibilitychange', awake);
      document.removeEventListener('resume', awake);
      window.removeEventListener('pageshow', awake);
      window.removeEventListener('online', awake);
    };
  }

  /** Sends a command. `null` when it came through or waits for the connection (see {@link unsent}); the problem when it was refused. */
  async send(command: LiveCommandInput, commandId: string = newId()): Promise<Problem | null> {
    if (this.#outbox) return this.#outbox.send({ commandId, command });
    // by a staff screen: tried again with the same id while the engine is away for a moment
    for (let attempt = 0; ; attempt += 1) {
      try {
        const { kept } = await this.#options.api.call('sendLive', {
          params: { sessionId: this.#options.sessionId },
          body: { commandId, command },
        });
        this.#options.sent?.(command, kept);
        return null;
      } catch (cause) {
        const problem = problemFrom(cause);
        if (problem.status < 500 || attempt === 3) return problem;
        await new Promise((resolve) => setTimeout(resolve, 500 * (attempt + 1)));
      }
    }
  }

  /** Tries now to send what waits. */
  async flush(): Promise<void> {
    await this.#outbox?.flush();
  }

  /** Gives up a command that was refused or waits. */
  drop(commandId: string): void {
    this.#outbox?.remove(commandId);
  }

  /** Takes up what was put into the store by something else. */
  restore(): void {
    this.#outbox?.restore();
  }

  /** Takes in what the engine sent; also used by the rehearsal, which has no engine. */
  take({ whole, set, gone, now }: LiveMessage): void {
    const entries = new Map(whole ? [] : this.#entries);
    for (const [key, value] of Object.entries(set)) entries.set(key, value);
    for (const key of gone) entries.delete(key);
    this.#entries = entries;
    this.ahead = Date.parse(now) - Date.now();
  }

  #all<T>(prefix: string): T[] {
    return [...this.#entries].flatMap(([key, value]) => (key.startsWith(prefix) ? [value as T] : []));
  }

  #feed(): SessionFeed {
    const { api, sessionId, audience, token } = this.#options;
    const headers: Record<string, string> = {
      accept: 'text/event-stream',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const params = { sessionId };
    return new SessionFeed(
      {
        stream: (after, signal) =>
          fetch(api.url('streamLive', { params, query: { after, audience } }), { headers, signal, cache: 'no-store' }),
        read: (after) => api.call('readLive', { params, query: { after, audience } }),
      },
      {
        message: (message) => this.take(message),
        connection: (connection, problem) => {
          this.connection = connection;
          this.problem = problem;
        },
      },
    );
  }
}
