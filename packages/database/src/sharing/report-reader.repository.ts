import { sql } from 'kysely';
import type { Database, ScopedTransaction } from '../database.ts';
import { facilitatorScope } from '../sessions/contribution.repository.ts';

/** Somebody with whom a document is shared, with the secret that their link consists of. */
export interface NewReader {
  readonly id: string;
  readonly organisationId: string;
  readonly address: string;
  readonly token: string;
  readonly tokenHash: Buffer;
}

/** A reader as their token says who they are: of which organisation, and no more. */
export interface Reader {
  readonly id: string;
  readonly linkId: string;
  readonly trajectoryId: string;
  readonly organisationId: string;
}

/** A reader to whom a mail is still to be sent. */
export interface WaitingReader {
  readonly id: string;
  readonly organisationId: string;
  readonly address: string;
  readonly token: string;
}

/** A reaction to a part of a document. */
export interface Reaction {
  readonly id: string;
  readonly readerId: string;
  readonly part: string;
  readonly kind: 'dissent' | 'addition';
  readonly text: string;
  readonly at: Date;
  readonly handledAt: Date | null;
  /** Its writer was warned that it seems to be about a person, and went on. */
  readonly suspect: boolean;
}

/** Key under which one of the mails of a share is received. */
export const readerEffectKey = (readerId: string): string => `shared-with.${readerId}`;

/** Keeps those with whom a document is about to be shared; who is kept already stays as they are. */
export async function addReaders(
  db: Database,
  accountId: string,
  { trajectoryId, linkId }: { trajectoryId: string; linkId: string },
  readers: readonly NewReader[],
): Promise<void> {
  const rows = readers.map(({ id, organisationId, address, token, tokenHash }) => ({
    id,
    link_id: linkId,
    trajectory_id: trajectoryId,
    organisation_id: organisationId,
    address,
    token,
    token_hash: tokenHash,
  }));
  await db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) =>
    tx
      .insertInto('report_reader')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute(),
  );
}

/** The reader of a token; undefined when there is none. */
export async function findReader(db: Database, tokenHash: Buffer): Promise<Reader | undefined> {
  return db.query
    .selectFrom('report_reader')
    .select(['id', 'link_id as linkId', 'trajectory_id as trajectoryId', 'organisation_id as organisationId'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
}

/** Readers of a link whose mail was not taken yet, for the worker. */
export async function listWaitingReaders(
  db: Database,
  { trajectoryId, linkId }: { trajectoryId: string; linkId: string },
): Promise<WaitingReader[]> {
  const rows = await db.asRole({ role: 'bb_worker', trajectoryId }, (tx) =>
    tx
      .selectFrom('report_reader')
      .select(['id', 'organisation_id as organisationId', 'address', 'token'])
      .where('link_id', '=', linkId)
      .where('address', 'is not', null)
      .orderBy('id')
      .execute(),
  );
  return rows.flatMap(({ address, token, ...row }) => (address && token ? [{ ...row, address, token }] : []));
}

/** Erases the address of a reader who has their mail, or can never get it. */
export async function forgetAddress(db: Database, trajectoryId: string, readerId: string): Promise<void> {
  await db.asRole({ role: 'bb_worker', trajectoryId }, (tx) =>
    tx
      .updateTable('report_reader')
      .set({ address: null, token: null, forgotten_at: new Date() })
      .where('id', '=', readerId)
      .execute(),
  );
}

/** Keeps a reaction; one that is there already stays as it is. False when that id is another reader's. */
export async function keepReaction(
  db: Database,
  reaction: Pick<Reaction, 'id' | 'readerId' | 'part' | 'kind' | 'text' | 'suspect'>,
): Promise<boolean> {
  const { id, readerId, part, kind, text, suspect } = reaction;
  return asReader(db, readerId, async (tx) => {
    await tx
      .insertInto('report_reaction')
      .values({ id, reader_id: readerId, part, kind, text, suspect })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const kept = await tx
      .selectFrom('report_reaction')
      .select('id')
      .where('id', '=', id)
      .where('reader_id', '=', readerId)
      .executeTakeFirst();
    return kept !== undefined;
  });
}

/** Takes a reaction back, for good; of somebody else it does nothing. */
export async function withdrawReaction(db: Database, readerId: string, id: string): Promise<void> {
  await asReader(db, readerId, (tx) =>
    tx.deleteFrom('report_reaction').where('id', '=', id).where('reader_id', '=', readerId).execute(),
  );
}

/** Runs work that sees what one reader said, and nothing of another. */
const asReader = <T>(db: Database, readerId: string, work: (tx: ScopedTransaction) => Promise<T>): Promise<T> =>
  db.asRole({ role: 'bb_engine', readerId }, work);

const reactions = (tx: ScopedTransaction) =>
  tx
    .selectFrom('report_reaction as r')
    .select([
      'r.id',
      'r.reader_id as readerId',
      'r.part',
      'r.kind',
      'r.text',
      'r.suspect',
      'r.at',
      'r.handled_at as handledAt',
    ])
    .orderBy('r.at')
    .orderBy('r.id');

/** What one reader said. */
export async function listReactionsOf(db: Database, readerId: string): Promise<Reaction[]> {
  return asReader(db, readerId, (tx) => reactions(tx).where('r.reader_id', '=', readerId).execute());
}

/** What all readers of a trajectory's documents said, with the link and the organisation of each, for its facilitator. */
export async function listReactions(
  db: Database,
  accountId: string,
  trajectoryId: string,
): Promise<(Reaction & { readonly linkId: string; readonly organisationId: string })[]> {
  return db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) =>
    reactions(tx)
      .innerJoin('report_reader as p', 'p.id', 'r.reader_id')
      .select(['p.link_id as linkId', 'p.organisation_id as organisationId'])
      .where('p.trajectory_id', '=', trajectoryId)
      .execute(),
  );
}

/** Marks a reaction of a trajectory as dealt with, for its facilitator; false when there is none. */
export async function handleReaction(
  db: Database,
  accountId: string,
  trajectoryId: string,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db.asRole(facilitatorScope(accountId, trajectoryId, 'professional'), (tx) =>
    tx
      .updateTable('report_reaction')
      .set({ handled_at: sql<Date>`coalesce(handled_at, now())` })
      .where('id', '=', id)
      .executeTakeFirst(),
  );
  return Number(numUpdatedRows) === 1;
}
