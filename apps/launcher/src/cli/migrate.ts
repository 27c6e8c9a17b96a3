import { updateTables } from '../database.ts';
import { loadDemonstration } from '../demo/load-demonstration.ts';
import { type OwnerOptions, withOwner } from './with-owner.ts';

/** Brings the tables up to date, as a start does; with the demonstration when that is asked for. */
export async function migrateTables(options: OwnerOptions, withDemonstration: boolean): Promise<void> {
  await withOwner({ ...options, mayMake: true }, async (ownerUrl) => {
    await updateTables(ownerUrl);
    console.log('tabellen bijgewerkt / tables updated');
    if (!withDemonstration) return;
    for (const { role, email, password } of await loadDemonstration(ownerUrl))
      console.log(`  ${role.padEnd(20)} ${email.padEnd(38)} ${password}`);
  });
}
