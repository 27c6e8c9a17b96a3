import type { AuditedChange, AuditKind, Lane, Role } from '@buurtbalans/domain';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import type { Tables } from '../entities.ts';

/** What somebody read or changed: ids and names of the product's own, never a text; a value that is none is refused. */
export interface AuditNote<K extends AuditKind = AuditKind> {
  readonly kind: K;
  /** Id of the endpoint that was called, or type of the event that came of it. */
  readonly action: string;
  /** Account; null for the product itself and its command line. */
  readonly accountId: string | null;
  readonly role: Role | 'system' | null;
  readonly trajectoryId?: string | null;
  readonly sessionId?: string | null;
  readonly lane?: Lane | null;
  /** The document, delivery, import, account, organisation or version of a template that it was about. */
  readonly subject?: string | null;
}

/** A row as it stands, with the database's moment. */
export interface AuditEntry extends Required<AuditNote> {
  readonly id: number;
  readonly at: Date;
}

/** Records what was read; done when it is durable. */
export async function noteAudit(db: Kysely<Tables>, note: AuditNote): Promise<void> {
  const { kind, action, accountId, role, trajectoryId = null, sessionId = null, lane = null, subject = null } = note;
  await sql`select note_audit(${kind}, ${action}, ${accountId}, ${role}, ${trajectoryId}, ${sessionId}, ${lane}, ${subject})`.execute(
    db,
  );
}

/**
 * Records a change within the transaction that makes it, so that neither is there without the other. Changes of trajectories,
 * deliveries, imports and templates are recorded by the database itself; whatever else changes rights, as of an account,
 * calls this: `noteChange(tx, { kind: 'rights', action: 'disableAccount', accountId: by, role, subject: id })`.
 */
export const noteChange = (tx: Kysely<Tables>, note: AuditNote<AuditedChange>): Promise<void> => noteAudit(tx, note);

/** What of it is asked for; what is left out asks for everything. */
export interface AuditFilter {
  readonly accountId?: string | undefined;
  readonly kind?: AuditKind | undefined;
  readonly trajectoryId?: string | undefined;
  /** First and last day, by the Dutch calendar, as YYYY-MM-DD. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Only what is older than this row. */
  readonly before?: number | undefined;
}

/** Rows for an administrator, newest first. */
export async function listAudit(db: Database, filter: AuditFilter, limit: number): Promise<AuditEntry[]> {
  const { accountId, kind, trajectoryId, from, until, before } = filter;
  return db.asRole({ role: 'bb_administrator' }, async (tx) => {
    let query = tx
      .selectFrom('audit_entry')
      .select(['id', 'at', 'kind', 'action', 'account_id as accountId', 'role', 'lane', 'subject'])
      .select(['trajectory_id as trajectoryId', 'session_id as sessionId']);
    if (accountId) query = query.where('account_id', '=', accountId);
    if (kind) query = query.where('kind', '=', kind);
    if (trajectoryId) query = query.where('trajectory_id', '=', trajectoryId);
    if (from) query = query.where('at', '>=', sql<Date>`${from}::date::timestamp at time zone 'Europe/Amsterdam'`);
    if (until)
      query = query.where('at', '<', sql<Date>`(${until}::date + 1)::timestamp at time zone 'Europe/Amsterdam'`);
    if (before !== undefined) query = query.where('id', '<', before);
    return query.orderBy('id', 'desc').limit(limit).execute();
  });
}

/** Everybody who has or had an account, by name, for the names beside the ids. */
export async function listRecordedPeople(db: Database): Promise<{ id: string; name: string }[]> {
  return db.query.selectFrom('account').select(['id', 'name']).orderBy('name').execute();
}
