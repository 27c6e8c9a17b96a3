import { randomBytes } from 'node:crypto';
import { codeOf, framesOf, type Patience } from '@buurtbalans/contracts';
import { ensureLogins, openDatabase, refuseSuperuserAt, setDemonstration } from '@buurtbalans/database';
import type { Log } from '@buurtbalans/logging';
import type { FastifyInstance } from 'fastify';
import { setTimeout as sleep } from 'node:timers/promises';
import { ownAddress } from './addresses.ts';
import { ensureBuilt } from './build.ts';
import { DataFolder } from './data-folder.ts';
import { databaseProgram, ownerUrlOf, updateTables } from './database.ts';
import { explained } from './explained.ts';
import { type DemoAccount, loadDemonstration } from './demo/load-demonstration.ts';
import { Stopped, unlessEnded } from './ending.ts';
import { ensureDatabase } from './ensure-database.ts';
import { type FirstAdministrator, firstAdministrator } from './first-administrator.ts';
import { checkPort, openFrontDoor } from './front-door.ts';
import { Keeper, type Terms } from './keeper.ts';
import { ProductLog } from './log/product-log.ts';
import {
  checkBackground,
  checkHouseStyle,
  checkProvider,
  checkSecurityContact,
  type LaunchOptions,
  mailEnvironment,
} from './options.ts';
import { type StartPrograms, startPrograms } from './programs.ts';
import { Progress } from './progress.ts';
import { givenSigningKey } from './secrets.ts';
import { SILENT_MS } from './silence.ts';
import type { StartError } from './start-error.ts';

/** A product that runs. */
export interface Launched {
  readonly url: string;
  readonly databaseUrl: string;
  readonly accounts: readonly DemoAccount[];
  /** Said where nobody can sign in who lets others in. */
  readonly administrator: FirstAdministrator | undefined;
  readonly seconds: string;
  /** Processes that it started, PostgreSQL included when it is the embedded one. */
  readonly pids: () => number[];
  /** Resolves when it cannot go on by itself. */
  readonly failed: Promise<StartError>;
  stop(): Promise<void>;
}

/** How the programs come to run: as they are built, or as somebody works on them. */
export interface Staging {
  /** Before anything is started. */
  readonly build: (ending: AbortSignal) => Promise<unknown>;
  readonly start: StartPrograms;
  /** What the door waits for; as long as it is usual unless told otherwise. */
  readonly patience?: Patience;
}

const BUILT: Staging = { build: ensureBuilt, start: startPrograms };

/** Requests that never end do not hold up the end, in milliseconds. */
const DOOR_MS = 5_000;

/**
 * Starts everything, from the database to the front door, on a data folder that is its own until all has ended.
 *
 * @throws StartError for what the user can mend, and the signal's reason when that ends the start. Nothing runs then.
 */
export async function launch(
  options: LaunchOptions,
  ending: AbortSignal = new AbortController().signal,
  staging: Staging = BUILT,
): Promise<Launched> {
  const mail = mailEnvironment(process.env, options.port);
  await checkSecurityContact(process.env['SECURITY_CONTACT']);
  await checkBackground(process.env);
  await checkHouseStyle(process.env['HOUSE_STYLE']);
  await checkProvider({ ...process.env, ...mail });
  const folder = new DataFolder(options.dataDir);
  await folder.prepare();
  if (!(await folder.claim())) throw await folder.inUse();
  const tell = (line: string): void => void (options.quiet || console.error(line));
  // the build shows what it says, too
  if (options.verbose) process.env['BUURTBALANS_VERBOSE'] = '1';
  const log = new ProductLog(folder.path, {
    show: options.verbose ? (text) => process.stderr.write(text) : undefined,
    onUnwritable: ({ code }) =>
      tell(`  ! het log kan niet worden geschreven / the log cannot be written: ${folder.path} (${code})`),
  });
  const ends: (() => Promise<void>)[] = [
    () => folder.release(),
    () => {
      log.own.info('ended');
      return log.close();
    },
  ];
  let stopped: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopped ??= inOrder(ends));
  try {
    const started = await start(options, staging, mail, folder, log, tell, ends, ending);
    log.own.info('started', { durationMs: Number(started.seconds) * 1_000 });
    ends.push(async () => tellOfEnd(log.own, ending));
    return { ...started, stop };
  } catch (error) {
    if (!ending.aborted) log.own.error('not started', { code: codeOf(error), frames: framesOf(error) });
    await stop();
    throw ending.aborted ? ending.reason : explained(error);
  }
}

/** Somebody asked for the end, or there was a reason that nobody wanted. */
function tellOfEnd(log: Log, { aborted, reason }: AbortSignal): void {
  if (aborted && !(reason instanceof Stopped))
    log.error('stopping', { code: codeOf(reason), frames: framesOf(reason) || undefined });
  else log.info('stopping');
}

/** What was started last ends first; what does not end keeps nothing else from it. */
async function inOrder(ends: (() => Promise<void>)[]): Promise<void> {
  for (const end of ends.reverse()) await end().catch((error: unknown) => console.error(error));
}

async function start(
  options: LaunchOptions,
  staging: Staging,
  mail: Record<string, string>,
  folder: DataFolder,
  log: ProductLog,
  tell: Terms['tell'],
  ends: (() => Promise<void>)[],
  ending: AbortSignal,
): Promise<Omit<Launched, 'stop'>> {
  const progress = new Progress(options.quiet);
  const { promise: failed, resolve: onGivenUp } = Promise.withResolvers<StartError>();
  const terms: Terms = {
    silentMs: options.silentMs ?? SILENT_MS,
    onGivenUp,
    tell,
    log,
  };
  const own = !process.env.DATABASE_URL;
  await checkPort(options.host, options.port);
  await progress.step('bouwen waar nodig', 'building where needed', () => staging.build(ending));
  if (options.fresh && own) await progress.step('database wissen', 'erasing the database', () => folder.erase());
  const stored = await folder.secrets();
  const secrets = {
    ...stored,
    signingKey: givenSigningKey() ?? stored.signingKey,
    doorKey: randomBytes(24).toString('base64url'),
  };
  if (options.lan) process.env['DEMONSTRATION_FROM_ANYWHERE'] = '1';
  const database = own
    ? await progress.step('PostgreSQL starten', 'starting PostgreSQL', () =>
        Keeper.begin(databaseProgram(folder, secrets.databasePassword), terms, ending),
      )
    : undefined;
  if (database) ends.push(() => database.stop());
  const databaseUrl = database
    ? await unlessEnded(ending, ensureDatabase(database.running!, secrets.databasePassword))
    : process.env.DATABASE_URL!;
  const adminUrl = own ? databaseUrl : ownerUrlOf(databaseUrl);
  const logins = await progress.step('tabellen bijwerken', 'updating the tables', async () => {
    if (!own) await unlessEnded(ending, refuseSuperuserAt(adminUrl));
    await unlessEnded(ending, updateTables(adminUrl));
    return unlessEnded(ending, ensureLogins(adminUrl, secrets.signingKey));
  });
  const administrator = options.demo ? undefined : await unlessEnded(ending, withoutDemonstration(logins.engine));
  // the one waits for the database, the others for the processor
  const demonstration = options.demo ? loadDemonstration(logins.engine, ending) : undefined;
  // told by whoever waits for it below; whatever ends the start waits until it writes no more
  ends.push(async () => void (await demonstration?.catch(() => undefined)));
  demonstration?.catch(() => undefined);
  const programs = await progress.step(
    'engine, worker en schermen starten',
    'starting engine, worker and screens',
    () => staging.start(logins, { ...secrets, tilesFolder: folder.tiles }, mail, terms, ending),
  );
  ends.push(() => programs.stop());
  const accounts = demonstration
    ? await progress.step('voorbeeld laden', 'loading the demonstration', () => unlessEnded(ending, demonstration))
    : [];
  const door = await openFrontDoor(
    { ...programs, doorKey: secrets.doorKey },
    options.host,
    options.port,
    staging.patience,
    log.own,
  );
  ends.push(() => closed(door));
  const address = door.server.address();
  const url = ownAddress(options.host, typeof address === 'object' && address ? address.port : options.port);
  await folder.tell({ pid: process.pid, url, databaseUrl });
  ending.throwIfAborted();
  const pids = (): number[] => [...programs.pids(), ...(database?.running ? [database.running.pid] : [])];
  return { url, databaseUrl, accounts, administrator, seconds: progress.seconds(), pids, failed };
}

/** Closes the accounts of a demonstration that was there before, and sees to it that somebody can let others in. */
async function withoutDemonstration(databaseUrl: string): Promise<FirstAdministrator | undefined> {
  const db = openDatabase({ url: databaseUrl, connections: 2, applicationName: 'start' });
  try {
    await setDemonstration(db, false);
    return await firstAdministrator(db);
  } finally {
    await db.close();
  }
}

async function closed(door: FastifyInstance): Promise<void> {
  const late = new AbortController();
  await Promise.race([door.close(), sleep(DOOR_MS, undefined, { signal: late.signal }).catch(() => undefined)]);
  late.abort();
}
