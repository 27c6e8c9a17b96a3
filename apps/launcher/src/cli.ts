import { parseArgs } from 'node:util';
import { changeAccounts } from './cli/accounts.ts';
import { makeBackup } from './cli/backup.ts';
import { importFromPath } from './cli/import-from-path.ts';
import { migrateTables } from './cli/migrate.ts';
import { changeOrganisations } from './cli/organisations.ts';
import { printJournal } from './cli/print-journal.ts';
import { renderReport, renderSamples } from './cli/render-report.ts';
import { restoreBackup } from './cli/restore.ts';
import { serviceUnit } from './cli/service-unit.ts';
import { showLog } from './cli/show-log.ts';
import { verifyTrajectory } from './cli/verify-trajectory.ts';
import { verifyBackup, verifyDatabase } from './cli/verify.ts';
import { withDatabase } from './cli/with-database.ts';
import { withOwner } from './cli/with-owner.ts';
import { explained } from './explained.ts';
import { Stopped, whenToEnd } from './ending.ts';
import { ROOT, StartError } from './options.ts';
import { EXIT } from './start-error.ts';
import { join } from 'node:path';

const HELP = `npm run buurtbalans -- <opdracht / command>

  import --kind kwb|boundaries FILE [--year N] [--source TEXT] [--take-over EMAIL]
                                                   lees een bestand in als voorstel; --take-over: namens deze onderzoeksadviseur overgenomen
                                                   read a file in as a proposal; --take-over: taken over for this research adviser
  report --trajectory ID --document D --format pdf|html --out FILE [--language nl|en]
                                                   maak een document / make a document; --document programme: over alle trajecten / over all trajectories
  sample-reports --out DIR                         alle documenten van het voorbeeld / every document of the demonstration
  journal --trajectory ID                          de geschiedenis als JSON Lines / the history as JSON Lines
  service [--user NAME] [--port N] [--host H]      voor systemd: zo draait het als dienst / for systemd: so it runs as a service
  log [NUMMER / NUMBER]                            het log: van het nummer bij een foutmelding, of het laatste / the log: of the number shown with an error, or the last of it
  backup FILE|DIR                                  bewaar alles in één bestand / keep everything in one file
  restore FILE [--secrets FILE]                    zet een reservekopie terug waar nog niets staat / put a backup back where there is nothing yet;
                                                   --secrets: met de sleutel uit de secrets.json van toen / with the key in the secrets.json of then
  verify [FILE]                                    is alles zoals geschreven: hier, of in een reservekopie / is all as written: here, or in a backup
  verify --trajectory ID [--head HASH]             de geschiedenis van één traject / the history of one trajectory
  migrate [--demo]                                 werk de tabellen bij / update the tables; --demo: met het voorbeeld / with the demonstration

  account add --email E --name N --role R [--organisation O]
                                                   maak een account en een link ervoor / make an account and a link to it
  account list | disable --email E | reset [--email E] [--second-factor]
                                                   reset: een nieuwe link, zonder adres voor de eerste beheerder / a new link, without address for the first administrator;
                                                   --second-factor: haalt de tweede stap weg / takes the second factor away
  organisation add --name N [--kind K] [--district D,…] [--contact C] | organisation list

  --data DIR   map van de gegevens / folder of the data (./data); met/with DATABASE_URL: die server / that server
  DATABASE_OWNER_URL: de login van wie de tabellen zijn / the login of their owner (backup, restore, verify, migrate)`;

const COMMANDS = [
  'import',
  'report',
  'sample-reports',
  'journal',
  'log',
  'service',
  'backup',
  'restore',
  'verify',
  'migrate',
  'account',
  'organisation',
];

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      data: { type: 'string', default: join(ROOT, 'data') },
      kind: { type: 'string' },
      year: { type: 'string' },
      source: { type: 'string' },
      'take-over': { type: 'string' },
      trajectory: { type: 'string' },
      document: { type: 'string' },
      format: { type: 'string', default: 'pdf' },
      language: { type: 'string', default: 'nl' },
      out: { type: 'string' },
      head: { type: 'string' },
      secrets: { type: 'string' },
      demo: { type: 'boolean', default: false },
      email: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      organisation: { type: 'string' },
      'second-factor': { type: 'boolean', default: false },
      district: { type: 'string' },
      contact: { type: 'string' },
      user: { type: 'string' },
      port: { type: 'string' },
      host: { type: 'string' },
    },
  });
  const [command = '', file] = positionals;
  if (values.help || command === '') return console.log(HELP);
  if (!COMMANDS.includes(command))
    throw new StartError(`${command}: onbekende opdracht / unknown command (${COMMANDS.join(', ')})`, EXIT.usage);
  if (command === 'service') return void process.stdout.write(serviceUnit(values));
  if (command === 'log') return showLog(values.data, positionals.slice(1).join(' ') || undefined);
  const owner = { dataDir: values.data, ending: ending.signal };
  if (command === 'backup') return makeBackup(owner, file);
  if (command === 'restore') return restoreBackup(owner, file, values.secrets);
  if (command === 'migrate') return migrateTables(owner, values.demo);
  if (command === 'verify' && file) return verifyBackup(file);
  if (command === 'verify' && !values.trajectory && !values.head)
    return withOwner(owner, (ownerUrl) => verifyDatabase(ownerUrl, ending.signal));
  // whose own people it is about has no use for those of the demonstration
  if (command === 'account' || command === 'organisation')
    return withDatabase(
      values.data,
      ending.signal,
      (db, url) =>
        command === 'account' ? changeAccounts(db, file, values, url) : changeOrganisations(db, file, values),
      { isEmpty: true },
    );
  await withDatabase(values.data, ending.signal, async (db) => {
    if (command === 'import') await importFromPath(db, { ...values, file, takeOver: values['take-over'] });
    else if (command === 'verify') await verifyTrajectory(db, values.trajectory, values.head);
    else if (command === 'journal') await printJournal(db, values.trajectory);
    else if (command === 'report') await renderReport(db, values);
    else await renderSamples(db, values.out);
  });
}

// also when whoever reads along stops, as head does, the database is closed in order
const ending = whenToEnd();
main().catch((thrown: unknown) => {
  const error = explained(thrown);
  if (error instanceof Stopped) process.exit(EXIT.interrupted);
  const isUsage = (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  const isPlain = error instanceof StartError || (error as Error).name === 'HouseStyleError' || isUsage;
  console.error(isPlain ? `buurtbalans: ${(error as Error).message}` : error);
  process.exit(error instanceof StartError ? error.exitCode : isUsage ? EXIT.usage : EXIT.fault);
});
