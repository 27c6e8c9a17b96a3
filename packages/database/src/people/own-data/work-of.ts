import { type Expression, sql } from 'kysely';
import type { Database } from '../../database.ts';
import { OWN_DATA_ROWS } from './rows.ts';

/** Files that an account brought, what it decided about deliveries, the reports and templates that it made, and what it holds. */
export async function readWorkOf(db: Database, accountId: string) {
  const mine = (column: Expression<unknown>) => sql<boolean>`${column} = ${accountId}::uuid`;
  const [files, deliveries, programmeReports, templates, holds] = await Promise.all([
    db.query
      .selectFrom('import_job')
      .select(['requested_at as at', 'kind', 'file_name as fileName', 'status'])
      .where('requested_by', '=', accountId)
      .orderBy('requested_at', 'desc')
      .limit(OWN_DATA_ROWS)
      .execute(),
    db.query
      .selectFrom('delivery')
      .select(['kind', 'state'])
      .select([
        sql<Date | null>`case when ${mine(sql.ref('brought_by'))} then brought_at end`.as('broughtAt'),
        sql<Date | null>`case when ${mine(sql.ref('taken_over_by'))} then taken_over_at end`.as('takenOverAt'),
        sql<Date | null>`case when ${mine(sql.ref('ended_by'))} then ended_at end`.as('endedAt'),
      ])
      .where((is) =>
        is.or([is('brought_by', '=', accountId), is('taken_over_by', '=', accountId), is('ended_by', '=', accountId)]),
      )
      .orderBy('brought_at', 'desc')
      .limit(OWN_DATA_ROWS)
      .execute(),
    db.query
      .selectFrom('programme_report')
      .select(['as_of as at', 'format', 'language'])
      .where('requested_by', '=', accountId)
      .orderBy('as_of', 'desc')
      .limit(OWN_DATA_ROWS)
      .execute(),
    db.query
      .selectFrom('method_template')
      .select(['id', 'version', 'created_at as at'])
      .where('created_by', '=', accountId)
      .orderBy('created_at')
      .execute(),
    db.query
      .selectFrom('trajectory_term')
      .select(['trajectory_id as trajectoryId', 'held_at as at', 'held_because as reason'])
      .where('held_by', '=', accountId)
      .orderBy('held_at')
      .execute(),
  ]);
  return { files, deliveries, programmeReports, templates, holds };
}
