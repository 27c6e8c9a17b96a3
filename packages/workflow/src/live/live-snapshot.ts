import {
  type Card,
  emptyLive,
  evolveLive,
  type LiveEvent,
  type LiveState,
  type RoomView,
  scriptOf,
  usualScript,
} from '@buurtbalans/domain';
import { type Database, laneTables, readTrajectory, type SessionReference } from '@buurtbalans/database';
import { LiveTransaction } from './live-transaction.ts';

/** A live session as it stood at a position. */
export interface LiveSnapshot {
  readonly reference: SessionReference;
  readonly state: LiveState;
  readonly status: RoomView['status'];
  /** Milliseconds that the database's clock is ahead of this process's. */
  readonly aheadMs: number;
}

/** An event as stored, with the command that it came from. */
export interface StoredLiveEvent {
  readonly seq: number;
  readonly commandId: string;
  /** Null for a card that was withdrawn. */
  readonly event: LiveEvent | null;
}

interface EventRow {
  seq: number;
  commandId: string;
  type: string;
  body: Record<string, unknown>;
  text: string | null;
}

/** Events after a position, and those of the given commands wherever they stand. Texts of cards come from the lane's contributions. */
export async function readLiveEvents(
  tx: LiveTransaction,
  { sessionId, lane }: SessionReference,
  after: number,
  commandIds: readonly string[] = [],
): Promise<StoredLiveEvent[]> {
  const { events, cards } = laneTables[lane];
  const wanted = `select seq, command_id, type, body from ${events} where session_id = $1`;
  const rows = await tx.ask<EventRow & Omit<Card, 'text'>>(
    // two ways to find an event, each by its own index
    `select e.seq, e.command_id as "commandId", e.type, e.body, c.kind, c.theme, c.text, c.place, c.invented, ${lane === 'professional' ? 'c.organisation_id' : 'null'} as "organisationId"
       from (${wanted} and seq > $2 union all ${wanted} and command_id = any($3) and seq <= $2) e
       left join ${cards} c on e.type = 'CardAdded' and c.session_id = $1 and c.seq = e.seq order by e.seq`,
    [sessionId, after, commandIds],
  );
  return rows.map(({ seq, commandId, type, body, text, kind, theme, place, invented, organisationId }) => {
    if (type !== 'CardAdded') return { seq, commandId, event: { type, ...body } as unknown as LiveEvent };
    if (text === null) return { seq, commandId, event: null };
    const card = { ...body, text, kind, theme, place, invented, organisationId, translation: null } as unknown as Card;
    return { seq, commandId, event: { type: 'CardAdded', card } };
  });
}

/** Folds stored events into a state; what was withdrawn only moves the position. */
export function foldLive(state: LiveState, events: readonly StoredLiveEvent[]): LiveState {
  return events.reduce(
    (folded, { seq, event }) => (event ? evolveLive(folded, event, seq) : { ...folded, seq }),
    state,
  );
}

/** A session in which nothing happened yet: it has the usual script of its lane and number. */
export async function beginLive(db: Database, reference: SessionReference): Promise<LiveSnapshot | undefined> {
  const session = (await readTrajectory(db, reference.trajectoryId))?.state.sessions[reference.sessionId];
  if (!session) return undefined;
  const state = emptyLive(reference.lane, scriptOf(usualScript(reference.lane, session.number)));
  return { reference, state, status: session.status, aheadMs: 0 };
}

/** A snapshot of before the order of its session was forgotten: what comes after it stands elsewhere now. */
export class StaleSnapshotError extends Error {}

/** @throws StaleSnapshotError when the session has another order than it had at that position */
export function refuseStale(after: number, events: readonly StoredLiveEvent[]): void {
  if (after > 0 && events.some(({ seq, event }) => seq > after && event?.type === 'OrderForgotten'))
    throw new StaleSnapshotError();
}

/** Does something with a snapshot, or with the session from its beginning where that one is stale. */
export async function onFresh<T>(
  db: Database,
  before: LiveSnapshot,
  work: (snapshot: LiveSnapshot) => Promise<T>,
): Promise<T> {
  try {
    return await work(before);
  } catch (cause) {
    const begun = cause instanceof StaleSnapshotError ? await beginLive(db, before.reference) : undefined;
    if (!begun) throw cause;
    return work(begun);
  }
}

/** Brings a snapshot to where the session is now. The same one comes back when nothing changed. */
export const catchUpLive = (db: Database, before: LiveSnapshot): Promise<LiveSnapshot> =>
  onFresh(db, before, (snapshot) => catchUp(db, snapshot));

async function catchUp(db: Database, before: LiveSnapshot): Promise<LiveSnapshot> {
  const { reference, state } = before;
  // the lock makes sure that no lower position is still on its way to being committed
  const asking = (tx: LiveTransaction): Promise<StoredLiveEvent[]> => readLiveEvents(tx, reference, state.seq);
  return LiveTransaction.run(db, reference, asking, async (_tx, { status, now, position }, events) => {
    if (position === state.seq && status === before.status) return before;
    refuseStale(state.seq, events);
    return {
      reference,
      state: { ...foldLive(state, events), seq: position },
      status,
      aheadMs: Date.parse(now) - Date.now(),
    };
  });
}

/** The whole session as it is now, for its facilitator's papers; undefined when there is no such session. */
export async function readLiveState(db: Database, reference: SessionReference): Promise<LiveSnapshot | undefined> {
  const begun = await beginLive(db, reference);
  return begun && catchUpLive(db, begun);
}
