import type { LiveRefusal, LiveState } from '@buurtbalans/domain';
import type { Database } from '@buurtbalans/database';
import pg from 'pg';
import { type LiveAnswer, LiveBatch, type LiveCall } from './live-batch.ts';
import {
  foldLive,
  type LiveSnapshot,
  onFresh,
  readLiveEvents,
  refuseStale,
  type StoredLiveEvent,
} from './live-snapshot.ts';
import { LiveTransaction } from './live-transaction.ts';

/**
 * Decides commands one after the other and writes what they come to, in one transaction; all are committed, or none is.
 * Gives the session as it then stands and an answer for each command.
 */
export async function executeLive(db: Database, before: LiveSnapshot, calls: readonly LiveCall[]): Promise<Executed> {
  try {
    return (await ahead(db, before, calls)) ?? (await onFresh(db, before, (fresh) => execute(db, fresh, calls)));
  } catch (cause) {
    const code = calls.length === 1 && cause instanceof pg.DatabaseError ? refusals[cause.code ?? ''] : undefined;
    if (!code) throw cause;
    return { after: before, answers: [{ kind: 'refused', code }] };
  }
}

/** What the database itself refuses: an id that another session has, and what a policy says no to. */
const refusals: Readonly<Record<string, LiveRefusal>> = { '23505': 'LIVE.ID_TAKEN', '42501': 'SESSION.NOT_OPEN' };

interface Executed {
  readonly after: LiveSnapshot;
  readonly answers: LiveAnswer[];
}

/** What somebody brings along, outside a step: whether its organisation may share is for the database to say. */
const isBroughtAlong = ({ command }: LiveCall): boolean => command.type === 'AddCard' && command.stepId === null;

/** What participants send is decided by what this process knows, unless the database has to be asked for it. */
const isPlain = (call: LiveCall): boolean =>
  call.caller.role === 'participant' && call.command.type !== 'WithdrawCard' && !isBroughtAlong(call);

/**
 * Decides before looking, and writes only if the session still stands as `before` says: nearly always, where one process
 * has the session. Undefined when it does not, or when the database says no to anything.
 */
async function ahead(db: Database, before: LiveSnapshot, calls: readonly LiveCall[]): Promise<Executed | undefined> {
  if (!calls.every(isPlain)) return undefined;
  const { reference, state, status, aheadMs } = before;
  const answers: LiveAnswer[] = [];
  let after = state;
  try {
    const { now } = await LiveTransaction.ahead(
      db,
      reference,
      { position: state.seq, status, commandIds: calls.map(({ commandId }) => commandId) },
      (tx) => {
        const batch = new LiveBatch(tx, reference, state, new Map());
        const about = new Date(Date.now() + aheadMs).toISOString();
        for (const call of calls) answers.push(batch.answer(call, status, about));
        batch.write(state);
        after = batch.state;
      },
    );
    return { after: { reference, state: after, status, aheadMs: Date.parse(now) - Date.now() }, answers };
  } catch (cause) {
    if (cause instanceof pg.DatabaseError) return undefined;
    throw cause;
  }
}

async function execute(db: Database, before: LiveSnapshot, calls: readonly LiveCall[]): Promise<Executed> {
  const { reference } = before;
  const asking = (tx: LiveTransaction): Promise<StoredLiveEvent[]> =>
    readLiveEvents(
      tx,
      reference,
      before.state.seq,
      calls.map(({ commandId }) => commandId),
    );
  return LiveTransaction.run(db, reference, asking, async (tx, { position, status, now }, read) => {
    refuseStale(before.state.seq, read);
    const past = new Map(read.map((stored) => [stored.commandId, stored]));
    const caughtUp: LiveState = {
      ...foldLive(
        before.state,
        read.filter(({ seq }) => seq > before.state.seq),
      ),
      seq: position,
    };
    const batch = new LiveBatch(tx, reference, caughtUp, past);
    if (calls.some(isBroughtAlong)) await batch.readSharingCommitments();
    const answers: LiveAnswer[] = [];
    for (const call of calls) answers.push(await batch.decide(call, status, now));
    batch.write(caughtUp);
    return { after: { reference, state: batch.state, status, aheadMs: Date.parse(now) - Date.now() }, answers };
  });
}
