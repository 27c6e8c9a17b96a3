import { Migration, Migrator } from '@mikro-orm/migrations';
import type { Migration as Written } from 'kysely/migration';
import type pg from 'pg';
import { mapTo } from './database.ts';
import { MIGRATIONS, type MigrationName, migrations } from './migrations/index.ts';

/** A migration as MikroORM's migrator takes it: the same function, in the transaction that the migrator holds. */
function asClass(name: MigrationName, { up }: Written) {
  return {
    name,
    class: class extends Migration {
      override name = name;
      override up(): Promise<void> {
        return up(this.getEntityManager().getKysely());
      }
    },
  };
}

/**
 * Runs what has not run yet, in order and in one transaction, up to the migration of that name. The migrator knows no lock:
 * whoever calls holds one. Gives the names of those that ran.
 */
export async function runMigrations(pool: pg.Pool, until: MigrationName | undefined): Promise<MigrationName[]> {
  const orm = mapTo(pool, {
    extensions: [Migrator],
    migrations: {
      migrationsList: MIGRATIONS.map((name) => asClass(name, migrations[name])),
      snapshot: false,
      silent: true,
    },
  });
  const ran = await orm.migrator.up(until === undefined ? {} : { to: until });
  return ran.map(({ name }) => name as MigrationName);
}
