import { spawn } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import {
  addInvitees,
  addReaders,
  beginReport,
  type Database,
  finishReport,
  listTrajectories,
  readTrajectory,
  type StoredTrajectory,
} from '@buurtbalans/database';
import type { CommandInput } from '@buurtbalans/domain';
import { renderDocument } from '@buurtbalans/reports';
import { executeCommand } from '@buurtbalans/workflow';
import { takeSnapshot } from '@buurtbalans/workflow/documents';
import { inDays, LiveDriver } from '@buurtbalans/testing';
import pg from 'pg';
import { demoAccountId, demoOrganisations } from '../demo/demo-people.ts';

/** How a command of the command line ended, and what it printed. */
export interface Said {
  readonly code: number | null;
  readonly said: string;
}

const CLI = join(import.meta.dirname, '..', 'cli.ts');

/** A command of the command line on a database, which can be ended before it has. */
export function startCommand(url: string, ...args: string[]) {
  const child = spawn(process.execPath, [CLI, ...args], {
    // a data folder has a key of its own
    env: { ...process.env, DATABASE_URL: url, DATABASE_OWNER_URL: '', BUURTBALANS_SECRET: url && 'k'.repeat(40) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
  const ended = new Promise<Said>((resolve) => child.once('close', (code) => resolve({ code, said })));
  return { child, ended };
}

/** Runs a command of the command line on a database to its end. */
export const command = (url: string, ...args: string[]): Promise<Said> => startCommand(url, ...args).ended;

/** Runs statements as the owner of a database; gives the rows of the last one. */
export async function owned<T extends pg.QueryResultRow>(url: string, ...statements: string[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    let rows: T[] = [];
    for (const sql of statements) ({ rows } = await client.query<T>(sql));
    return rows;
  } finally {
    await client.end();
  }
}

/** Gives a command as the demonstration's facilitator. */
export async function give(
  db: Database,
  trajectoryId: string,
  input: CommandInput | Record<string, unknown>,
): Promise<void> {
  const actor =
    input.type === 'RecordReport'
      ? { role: 'system' as const }
      : { role: 'facilitator' as const, accountId: demoAccountId('facilitator') };
  const answer = await executeCommand(db, { trajectoryId, commandId: randomUUID(), command: input, actor });
  if (answer.kind !== 'accepted') throw new Error(`${input.type}: ${JSON.stringify(answer)}`);
}

/** What {@link liveIn} put in beside the demonstration. */
export interface Ground {
  readonly trajectoryId: string;
  readonly reportId: string;
}

/**
 * Puts into the demonstration what a product in use has: an open session in each lane in which people write, somebody who
 * is invited and a reader by address, a document that was rendered, and work that is open.
 */
export async function liveIn(db: Database, ownerUrl: string): Promise<Ground> {
  const { id: trajectoryId } = await inExchange(db);
  for (const lane of ['professional', 'resident'] as const) {
    const sessionId = randomUUID();
    await give(db, trajectoryId, {
      type: 'PlanSession',
      sessionId,
      lane,
      title: 'Nu',
      plannedFor: inDays(3),
      phases: ['exchange'],
    });
    if (lane === 'professional') await invite(db, trajectoryId, sessionId);
    await give(db, trajectoryId, { type: 'OpenSession', sessionId });
    const live = new LiveDriver(db, { sessionId, trajectoryId, lane });
    const stepId = await live.writing(demoAccountId('facilitator'));
    const card = { type: 'AddCard', stepId, kind: 'signal', theme: 'safety_nuisance', place: null } as const;
    const by = { participant: 'p', ...(lane === 'professional' && { organisationId: demoOrganisations[0]!.id }) };
    // what a text can hold: breaks, tabs, signs that COPY itself uses, and letters of any kind
    for (const text of ['Eén\nregel\tverder \\N \\. \\', 'שלום ’s avonds 🌳'])
      await live.do({ ...card, cardId: randomUUID(), text, ownerHash: hashOf(text) }, by);
  }
  const reportId = await renderedReport(db, trajectoryId);
  await addReaders(db, demoAccountId('facilitator'), { trajectoryId, linkId: randomUUID() }, [
    {
      id: randomUUID(),
      organisationId: demoOrganisations[0]!.id,
      address: 'lezer@voorbeeld.test',
      token: 't',
      tokenHash: randomBytes(32),
    },
  ]);
  await owned(
    ownerUrl,
    `insert into outbox (dedupe_key, job, payload) values ('reminder.x.1.${trajectoryId}', 'reminders.send', '{"trajectoryId":"${trajectoryId}"}')`,
    `update open_effect set failures = 3, waiting_since = now() - interval '1 hour'`,
  );
  return { trajectoryId, reportId };
}

async function inExchange(db: Database): Promise<StoredTrajectory> {
  return (await listTrajectories(db)).find(({ state }) => state.phase === 'exchange')!;
}

async function invite(db: Database, trajectoryId: string, sessionId: string): Promise<void> {
  await addInvitees(db, demoAccountId('facilitator'), { sessionId, trajectoryId, lane: 'professional' }, [
    {
      id: randomUUID(),
      organisationId: demoOrganisations[0]!.id,
      accountId: null,
      address: 'genodigde@voorbeeld.test',
    },
  ]);
}

async function renderedReport(db: Database, trajectoryId: string): Promise<string> {
  const reportId = randomUUID();
  await give(db, trajectoryId, {
    type: 'RequestReport',
    reportId,
    document: 'shared-picture',
    format: 'pdf',
    language: 'nl',
  });
  const { state } = (await readTrajectory(db, trajectoryId))!;
  const file = await renderDocument({
    snapshot: await takeSnapshot(db, trajectoryId, state.reports[reportId]!, null),
    document: 'shared-picture',
    format: 'pdf',
    language: 'nl',
  });
  const sha256 = hashOf(file.body);
  const attempt = await beginReport(db, trajectoryId, reportId);
  await finishReport(db, reportId, attempt!, { ...file, sha256 });
  await give(db, trajectoryId, { type: 'RecordReport', reportId, outcome: 'rendered', sha256, pages: file.pages });
  return reportId;
}

export const hashOf = (what: string | Buffer): string => createHash('sha256').update(what).digest('hex');

/** What all tables of a database hold, what guards them, and how far they count: the same text for the same database. */
export async function contentsOf(url: string): Promise<Record<string, unknown>> {
  const tables = await owned<{ name: string }>(
    url,
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname not like 'kysely%' and relname not like 'mikro%' order by 1`,
  );
  const contents: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [row] = await owned<{ rows: string; hash: string }>(
      url,
      `select count(*) as rows, md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as hash from "${name}" t`,
    );
    contents[name] = `${row!.rows} ${row!.hash}`;
  }
  const guards = {
    policies: `select tablename, policyname, roles::text, cmd, qual, with_check from pg_policies order by 1, 2`,
    tables: `select relname, relrowsecurity, relforcerowsecurity, relacl::text from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'S') and relname not like 'kysely%' order by 1`,
    functions: `select proname, prosecdef, proacl::text, prosrc from pg_proc where pronamespace = 'public'::regnamespace order by 1`,
    triggers: `select tgname, tgenabled from pg_trigger where not tgisinternal order by 1`,
    references: `select conname, convalidated from pg_constraint where contype = 'f' order by 1`,
    counters: `select last_value, is_called from outbox_id_seq`,
    schema: `select nspacl::text from pg_namespace where nspname = 'public'`,
    ledger: `select name from mikro_orm_migrations order by 1`,
  };
  for (const [name, sql] of Object.entries(guards)) contents[`guard ${name}`] = await owned(url, sql);
  return contents;
}
