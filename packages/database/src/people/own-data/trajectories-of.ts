import { sql } from 'kysely';
import type { Database } from '../../database.ts';
import type { Account } from '../account.repository.ts';

/** In which way an account is of a trajectory. */
export type Membership = 'facilitator' | 'research_adviser' | 'invited' | 'organisation';

/** The trajectories that an account is of, and where it is invited or was sent a document. */
export async function readTrajectoriesOf(db: Database, { id, email, trajectoryId, organisation }: Account) {
  const organisations = organisation === null ? [] : [organisation.id, ...organisation.doubles];
  const [memberships, mailed] = await Promise.all([
    db.query
      .selectFrom('trajectory')
      .select(['id as trajectoryId', sql<string>`state ->> 'name'`.as('name')])
      .select(
        sql<Membership | null>`case
          when state -> 'facilitators' ? ${id}::text then 'facilitator'
          when state -> 'researchAdvisers' ? ${id}::text then 'research_adviser'
          when id::text = ${trajectoryId}::text then 'invited'
          when ${trajectoryId}::text is null and state -> 'organisations' ?| ${organisations}::text[] then 'organisation' end`.as(
          'as',
        ),
      )
      .orderBy('id')
      .execute(),
    db.asRole({ role: 'bb_credentials', accountId: id, email: email.toLowerCase() }, async (tx) => ({
      invitations: await tx
        .selectFrom('session_invitee')
        .select(['trajectory_id as trajectoryId', 'session_id as sessionId', 'address'])
        .orderBy('id')
        .execute(),
      readerships: await tx
        .selectFrom('report_reader')
        .select(['trajectory_id as trajectoryId', 'kept_at as at', 'address'])
        .orderBy('kept_at')
        .execute(),
    })),
  ]);
  return {
    memberships: memberships.flatMap((row) => (row.as === null ? [] : [{ ...row, as: row.as }])),
    ...mailed,
  };
}
