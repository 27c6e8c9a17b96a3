import { type Database, giveUpImports } from '@buurtbalans/database';
import { eachAlone, type SweepOptions } from '../effects/sweep-failure.ts';
import { clearDocumentFiles } from './clear-documents.ts';
import { RETENTION } from './retention.ts';

/** Rows that one statement removes; the database's own function for receipts says the same. */
const BATCH = 1_000;
/** Statements of one part in one sweep; what is left then waits for the next one. */
const MOST_BATCHES = 20;

interface Past {
  readonly part: string;
  /** Removes a batch of rows that are older than $1, found by an index; `= any` of an array never reads the whole table. */
  readonly text: string;
  readonly after: string;
}

const past = (table: string, key: string, moment: string, after: string, more = ''): Past => ({
  part: table,
  text: `delete from ${table} where ${key} = any(array(select ${key} from ${table} where ${moment} < now() - $1::interval${more} order by ${moment} limit ${BATCH}))`,
  after,
});

const PAST: readonly Past[] = [
  past('effect_receipt', 'effect_key', 'at', RETENTION.effectReceipts),
  // one that was taken away stays, so that none comes in its place by itself
  past('session_code', 'code', 'expires_at', RETENTION.sessionCodes, ' and not revoked'),
  past('sign_in', 'token_hash', 'expires_at', RETENTION.signIns),
  past('account_invitation', 'id', 'expires_at', RETENTION.accountInvitations),
  past('sign_in_attempt', 'key', 'since', RETENTION.signInAttempts),
  past(
    'report_document',
    'report_id',
    'updated_at',
    RETENTION.endedDocuments,
    ` and step in ('cancelled', 'failed') and not is_held(trajectory_id)`,
  ),
  past('outbox', 'id', 'created_at', RETENTION.refusedJobs, ' and failures > 0'),
  {
    part: 'programme_report',
    // those that the screen lists keep theirs
    text: `update programme_report set body = null where id = any(array(
      select id from programme_report where body is not null and as_of < now() - $1::interval
         and as_of < (select as_of from programme_report order by as_of desc offset 19 limit 1) order by as_of limit ${BATCH}))`,
    after: RETENTION.programmeFiles,
  },
];

/**
 * Removes what is past its time ({@link RETENTION}), each kind on its own and so many rows at a time. Safe in several
 * engines at once.
 */
export async function clearAway(db: Database, options: SweepOptions = {}): Promise<void> {
  // rows that the engine has no right to remove: a function of the database does it, and none that is too young
  const byDoor = (part: string, door: string, after: string) =>
    [
      part,
      () =>
        inBatches(
          async () =>
            (await db.pool.query<{ gone: number }>(`select ${door}($1::interval) as gone`, [after])).rows[0]!.gone,
          options,
        ),
    ] as const;
  const parts: readonly (readonly [part: string, run: () => Promise<unknown>])[] = [
    byDoor('command_receipt', 'forget_command_receipts', RETENTION.commandReceipts),
    byDoor('audit_entry', 'forget_audit', RETENTION.audit),
    ...PAST.map(
      ({ part, text, after }) =>
        [part, () => inBatches(async () => (await db.pool.query(text, [after])).rowCount ?? 0, options)] as const,
    ),
    ['import_file', () => giveUpImports(db, RETENTION.importFiles)],
    ['document_file', () => clearDocumentFiles(db, options)],
  ];
  await eachAlone(
    db,
    parts,
    ([part]) => ({ part, id: '' }),
    options,
    async ([, run]) => {
      await run();
      return 0;
    },
  );
}

/** Goes on until less than a batch was left. */
async function inBatches(remove: () => Promise<number>, { signal }: SweepOptions): Promise<void> {
  for (let batch = 0; batch < MOST_BATCHES && !signal?.aborted; batch += 1) if ((await remove()) < BATCH) return;
}
