import { appliedMigrations, MIGRATIONS, openDatabase } from '@buurtbalans/database';
import { checkBeside, type Checked, checkJournals } from '../backup/check-database.ts';
import { asOwner } from '../backup/owner.ts';
import { Backup } from '../backup/read-backup.ts';
import { unlessEnded } from '../ending.ts';
import { EXIT, StartError } from '../start-error.ts';

/** Lines of one kind that are shown; the rest is counted. */
const SHOWN = 20;

/** Checks all that a database holds and prints a report. @throws StartError with code 1 when something is not as written */
export async function verifyDatabase(ownerUrl: string, ending: AbortSignal): Promise<void> {
  const outcome = await asOwner(ownerUrl, ending, async (owner) => {
    const applied = await appliedMigrations(owner);
    if (applied.length === 0) return undefined;
    if (applied.join() !== MIGRATIONS.join())
      throw new StartError(
        `de tabellen zijn van een andere versie; werk ze eerst bij met migrate / the tables are of another version; update them first by migrate: ${applied.at(-1)}`,
      );
    const db = openDatabase({ url: ownerUrl, connections: 3, applicationName: 'command-line' });
    try {
      const journals = await unlessEnded(ending, checkJournals(db));
      return { heads: journals.heads, checked: [journals, ...(await checkBeside(owner))] };
    } finally {
      await db.close();
    }
  });
  if (!outcome) return console.log('hier staat nog niets / there is nothing here yet');
  report(outcome.checked);
  heads(outcome.heads);
  const faults = outcome.checked.reduce((sum, { faults: found }) => sum + found.length, 0);
  if (faults > 0) throw new StartError(`${faults} niet zoals geschreven / not as written`, EXIT.notAsWritten);
  console.log('alles zoals geschreven / all as written');
}

/** Checks a backup without putting it back. @throws StartError with code 1 that names what is not as written */
export async function verifyBackup(path: string): Promise<void> {
  await Backup.using(path, async ({ manifest: { about, tables, trajectories, migrations } }) => {
    console.log(`${path}: van / of ${about.made}, versie / version ${about.product}, ${migrations.at(-1)}`);
    report([
      {
        what: `tabellen, samen ${tables.reduce((sum, { rows }) => sum + rows, 0)} rijen / tables with these rows`,
        count: tables.length,
        faults: [],
      },
    ]);
    heads(trajectories.map(({ id, entries, head }) => `${id}  ${entries}  ${head}`));
    console.log('alles zoals geschreven / all as written');
  });
}

function report(checked: readonly Checked[]): void {
  for (const { what, count, faults } of checked) {
    console.log(`  ${faults.length === 0 ? '✓' : '✗'} ${what}: ${count}`);
    for (const fault of faults.slice(0, SHOWN)) console.log(`      ${fault}`);
    if (faults.length > SHOWN) console.log(`      … ${faults.length - SHOWN}`);
  }
}

function heads(lines: readonly string[]): void {
  if (lines.length === 0) return;
  console.log('  trajecten, gebeurtenissen, laatste hash / trajectories, events, last hash');
  for (const line of lines) console.log(`    ${line}`);
}
