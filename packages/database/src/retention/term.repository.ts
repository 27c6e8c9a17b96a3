import { type SelectQueryBuilder, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../entities.ts';
import { containing } from '../people/folded.ts';

/** Until when a trajectory is kept, and whether somebody holds it. */
export interface TrajectoryTerm {
  readonly trajectoryId: string;
  readonly name: string;
  readonly districtCode: string;
  readonly status: string;
  readonly phase: string;
  /** How long its template keeps it after what happened last. */
  readonly months: number;
  /** From when on it can be erased; null as long as it was neither stopped nor completed. */
  readonly ends: Date | null;
  /** Null while nobody holds it; the name is null where it was held by nobody with an account. */
  readonly hold: { readonly reason: string; readonly by: string | null; readonly at: Date } | null;
  /** Counts how often it was held and let go. */
  readonly version: number;
}

/** Which terms are asked for: words of the name, and whether only of what is held; so many, after so many. */
export interface TermFilter {
  readonly text?: string | undefined;
  readonly isHeld?: boolean | undefined;
  readonly limit: number;
  readonly offset: number;
}

type Terms = SelectQueryBuilder<Tables, 'trajectory' | 'trajectory_term', object>;
const termsIn = (db: Database): Terms =>
  db.query.selectFrom('trajectory').innerJoin('trajectory_term', 'trajectory_term.trajectory_id', 'trajectory.id');
const name = sql<string>`trajectory.state ->> 'name'`;

async function read(terms: Terms): Promise<TrajectoryTerm[]> {
  const rows = await terms
    .select(['trajectory.id as trajectoryId', 'trajectory.status', 'trajectory.phase'])
    .select([name.as('name'), sql<string>`trajectory.state ->> 'districtCode'`.as('districtCode')])
    .select(['held_because', 'held_at', 'hold_version as version'])
    .select([
      sql<Date | null>`term_ends(trajectory.id)`.as('ends'),
      sql<string | null>`(select name from account where account.id = held_by)`.as('by'),
      sql<number>`(select (body ->> 'retentionMonths')::int from method_template m where m.id = template_id and m.version = template_version)`.as(
        'months',
      ),
    ])
    .execute();
  return rows.map(({ held_because: reason, held_at: at, by, ...row }) => ({
    ...row,
    hold: reason === null || at === null ? null : { reason, by: by || null, at },
  }));
}

/** The term of one trajectory; undefined when there is none. */
export const readTerm = async (db: Database, trajectoryId: string): Promise<TrajectoryTerm | undefined> =>
  (await read(termsIn(db).where('trajectory.id', '=', trajectoryId)))[0];

/** Terms by name, what is held before all else, and how many fit. */
export async function listTerms(
  db: Database,
  { text, isHeld, limit, offset }: TermFilter,
): Promise<{ items: TrajectoryTerm[]; total: number }> {
  let fitting = termsIn(db);
  if (text) fitting = fitting.where(containing(text, [name]));
  if (isHeld) fitting = fitting.where('held_because', 'is not', null);
  const [counted, items] = await Promise.all([
    fitting.select(({ fn }) => fn.countAll<string>().as('total')).executeTakeFirstOrThrow(),
    read(
      fitting
        .orderBy(sql`held_because is null`)
        .orderBy(sql`folded(${name})`)
        .orderBy('trajectory.id')
        .limit(limit)
        .offset(offset),
    ),
  ]);
  return { items, total: Number(counted.total) };
}

/** What becomes of a hold: why it is held from now on, or null for letting it go. */
export interface HoldChange {
  readonly reason: string | null;
  /** The version that was looked at. */
  readonly expectedVersion: number;
  /** Account. */
  readonly by: string;
}

/**
 * Holds a trajectory back from whatever would be erased of it by itself, or lets it go; the database records who did. Once it
 * stands as it is asked, nothing is done, whichever version was looked at. Gives why not, where it was not changed.
 */
export async function changeHold(
  db: Database,
  trajectoryId: string,
  { reason, expectedVersion, by }: HoldChange,
): Promise<'not_found' | 'changed_meanwhile' | undefined> {
  const { numUpdatedRows } = await db.query
    .updateTable('trajectory_term')
    .set({ held_because: reason, held_by: by, held_at: sql<Date>`now()`, hold_version: expectedVersion + 1 })
    .where('trajectory_id', '=', trajectoryId)
    .where('hold_version', '=', expectedVersion)
    .where(sql<boolean>`held_because is distinct from ${reason}`)
    .executeTakeFirst();
  if (numUpdatedRows > 0n) return undefined;
  const stands = await readTerm(db, trajectoryId);
  if (!stands) return 'not_found';
  return (stands.hold?.reason ?? null) === reason ? undefined : 'changed_meanwhile';
}
