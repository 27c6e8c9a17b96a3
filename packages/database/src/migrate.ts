import { shippedTemplates } from '@buurtbalans/domain';
import { Kysely, PostgresDialect } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import * as roles from './migrations/0001-roles.ts';
import * as people from './migrations/0002-people.ts';
import * as engine from './migrations/0003-engine.ts';
import * as figures from './migrations/0004-figures.ts';
import * as lanes from './migrations/0005-lanes.ts';
import * as reports from './migrations/0006-reports.ts';
import * as chain from './migrations/0007-chain.ts';
import * as sweep from './migrations/0008-sweep.ts';
import * as live from './migrations/0009-live.ts';
import * as minutes from './migrations/0010-minutes.ts';
import * as invitations from './migrations/0011-invitations.ts';
import * as liveLoad from './migrations/0012-live-load.ts';
import * as reportDetail from './migrations/0013-report-detail.ts';
import * as programme from './migrations/0015-programme.ts';
import * as reactions from './migrations/0016-reactions.ts';
import * as sharing from './migrations/0014-sharing.ts';
import * as openWork from './migrations/0017-open-work.ts';
import * as retention from './migrations/0018-retention.ts';
import * as dutchDay from './migrations/0019-dutch-day.ts';
import * as effectKeys from './migrations/0020-effect-keys.ts';
import type { Tables } from './tables.ts';

const migrations = {
  '0001-roles': roles,
  '0002-people': people,
  '0003-engine': engine,
  '0004-figures': figures,
  '0005-lanes': lanes,
  '0006-reports': reports,
  '0007-chain': chain,
  '0008-sweep': sweep,
  '0009-live': live,
  '0010-minutes': minutes,
  '0011-invitations': invitations,
  '0012-live-load': liveLoad,
  '0013-report-detail': reportDetail,
  '0015-programme': programme,
  '0016-reactions': reactions,
  '0014-sharing': sharing,
  '0017-open-work': openWork,
  '0018-retention': retention,
  '0019-dutch-day': dutchDay,
  '0020-effect-keys': effectKeys,
} as const satisfies Record<string, Migration>;

/** Name of a migration. */
export type MigrationName = keyof typeof migrations;
/** All migrations of this version, in their order. */
export const MIGRATIONS = (Object.keys(migrations) as MigrationName[]).sort();

/**
 * Brings the database to the current schema and stores the shipped templates. Safe to run from several processes at
 * once: a lock lets one work. Gives the names of the migrations that ran now. With `until` it stops after the migration
 * of that name: for rows that an older version wrote, and tests of what comes after it.
 */
export async function migrate(ownerUrl: string, until?: MigrationName): Promise<string[]> {
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: ownerUrl, max: 1 }) }),
  });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
    const { error, results = [] } = await (until ? migrator.migrateTo(until) : migrator.migrateToLatest());
    if (error !== undefined) throw error;
    for (const template of shippedTemplates) {
      await db
        .insertInto('method_template')
        .values({ id: template.id, version: template.version, body: JSON.stringify(template) })
        .onConflict((conflict) => conflict.columns(['id', 'version']).doNothing())
        .execute();
    }
    return results.filter((result) => result.status === 'Success').map((result) => result.migrationName);
  } finally {
    await db.destroy();
  }
}
