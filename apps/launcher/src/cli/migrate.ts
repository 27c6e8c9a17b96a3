import { ensureLogins, refuseSuperuserAt } from '@buurtbalans/database';
import { updateTables } from '../database.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { type OwnerOptions, withOwner } from './with-owner.ts';

/**
 * Brings the tables up to date, as a start does; with the demonstration when that is asked for. On a server of one's own it
 * also makes the logins of engine and worker when their passwords are given, `ENGINE_PASSWORD` and `WORKER_PASSWORD`; a
 * start by the launcher makes its own.
 */
export async function migrateTables(options: OwnerOptions, withDemonstration: boolean): Promise<void> {
  await withOwner({ ...options, mayMake: true }, async (ownerUrl, folder) => {
    if (!folder) await refuseSuperuserAt(ownerUrl);
    await updateTables(ownerUrl);
    console.log('tabellen bijgewerkt / tables updated');
    const { ENGINE_PASSWORD: engine, WORKER_PASSWORD: worker } = process.env;
    if (engine && worker) await ensureLogins(ownerUrl, { engine, worker });
    if (!withDemonstration) return;
    for (const { role, email, password } of await loadDemonstration(ownerUrl))
      console.log(`  ${role.padEnd(20)} ${email.padEnd(38)} ${password}`);
  });
}
