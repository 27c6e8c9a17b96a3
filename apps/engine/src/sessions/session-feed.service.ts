import type { LaneEvent } from '@buurtbalans/contracts';
import { type Database, type LaneChanges, readLaneChanges, readTrajectory } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';
import type { LaneReader } from './session-access.ts';
import { SessionBus } from './session-bus.service.ts';

/** Where the events of a listener go, as text of the stream. */
export type Sink = (chunk: Buffer) => void;

interface Listener {
  readonly after: number;
  readonly sink: Sink;
}

/**
 * Live sessions: each audience (the participants of a lane, or one facilitator) reads what is new once and writes it
 * out once, however many listen; three hundred phones cost the database what one does.
 */
@Injectable()
export class SessionFeeds {
  readonly #audiences = new Map<string, Audience>();

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly bus: SessionBus,
  ) {}

  /** Sends the events after a position, and then each new one; gives the function that ends it. */
  follow(scope: LaneReader, after: number, sink: Sink): () => void {
    // the organisation is no part of it: it limits what a professional writes, not what the lane reads
    const key = [scope.sessionId, scope.role, scope.accountId ?? ''].join(' ');
    const audience = this.#audiences.get(key) ?? this.begin(key, scope);
    const listener = { after, sink };
    audience.join(listener);
    return () => {
      if (!audience.leave(listener)) return;
      audience.end();
      this.#audiences.delete(key);
    };
  }

  private begin(key: string, scope: LaneReader): Audience {
    const audience = new Audience(
      (after) => Promise.all([readLaneChanges(this.db, scope, after), readTrajectory(this.db, scope.trajectoryId)]).then(([changes, trajectory]) => ({ changes, status: trajectory?.state.sessions[scope.sessionId]?.status })),
      (ring) => this.bus.listen(scope.sessionId, ring),
    );
    this.#audiences.set(key, audience);
    return audience;
  }
}

type Status = Extract<LaneEvent, { type: 'session' }>['status'];
type Read = (after: number) => Promise<{ changes: LaneChanges; status: Status | undefined }>;

/** All who may see the same of one session. One look at a time, and nobody gets an event twice. */
export class Audience {
  readonly #read: Read;
  readonly #end: () => void;
  readonly #following = new Set<Listener>();
  #joining = new Set<Listener>();
  #last = 0;
  #status: Status | undefined;
  #looking = false;
  #again = false;

  constructor(read: Read, listen: (ring: () => void) => () => void) {
    this.#read = read;
    this.#end = listen(() => this.look());
  }

  join(listener: Listener): void {
    this.#joining.add(listener);
    this.look();
  }

  /** Takes a listener out; true when nobody is left. */
  leave(listener: Listener): boolean {
    const was = this.#joining.delete(listener) || this.#following.delete(listener);
    return was && this.#joining.size + this.#following.size === 0;
  }

  end(): void {
    this.#end();
  }

  look(): void {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    this.send()
      // the database is away for a moment: the next ring or second looks again
      .catch(() => undefined)
      .finally(() => {
        this.#looking = false;
        if (!this.#again) return;
        this.#again = false;
        this.look();
      });
  }

  private async send(): Promise<void> {
    const joining = [...this.#joining];
    const from = Math.min(...joining.map((listener) => listener.after), ...(this.#following.size > 0 ? [this.#last] : []));
    if (!Number.isFinite(from)) return;
    const { changes, status } = await this.#read(from);
    const events = inOrder(changes);
    const chunks = new Map<string, Buffer | undefined>();
    const chunk = (after: number, withStatus: boolean): Buffer | undefined => {
      const key = `${after} ${withStatus}`;
      if (!chunks.has(key)) chunks.set(key, chunkOf(events, after, withStatus ? status : undefined));
      return chunks.get(key);
    };
    const news = chunk(this.#last, status !== this.#status);
    if (news) for (const { sink } of this.#following) sink(news);
    for (const listener of joining) {
      // it may have gone while the database was read
      if (!this.#joining.delete(listener)) continue;
      this.#following.add(listener);
      const missed = chunk(listener.after, true);
      if (missed) listener.sink(missed);
    }
    this.#last = events.at(-1)?.seq ?? from;
    this.#status = status;
  }
}

/** The events after a position as one piece of stream; undefined when there is nothing to say. */
function chunkOf(events: readonly LaneEvent[], after: number, status: Status | undefined): Buffer | undefined {
  const fresh = events.filter((event) => event.seq > after);
  if (status) fresh.push({ type: 'session', seq: fresh.at(-1)?.seq ?? after, status });
  return fresh.length === 0 ? undefined : Buffer.from(fresh.map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
}

function inOrder({ contributions, withdrawals }: LaneChanges): LaneEvent[] {
  const added = contributions.map((contribution): LaneEvent => ({ type: 'contribution', seq: contribution.seq, contribution }));
  const gone = withdrawals.map(({ seq, contributionId }): LaneEvent => ({ type: 'withdrawn', seq, contributionId }));
  return [...added, ...gone].sort((one, other) => one.seq - other.seq);
}
