import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { raw } from '@mikro-orm/sql';
import { codeOf, framesOf } from '@buurtbalans/contracts';
import { createLog } from '@buurtbalans/logging';
import { createTestDatabase } from '@buurtbalans/testing';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { MethodTemplateEntity } from './commands/method-template.entity.ts';
import { OutboxEntity } from './commands/outbox.entity.ts';
import { type Database, type Entities, openDatabase } from './database.ts';
import { AccountEntity } from './people/account.entity.ts';
import { OrganisationEntity } from './people/organisation.entity.ts';
import { SignInEntity } from './people/sign-in.entity.ts';
import { ResidentContributionEntity } from './sessions/contribution.entity.ts';

/** A word that stands nowhere but in values. */
const MARKER = `zwaluw${randomBytes(6).toString('hex')}`;
const bytes = Buffer.from(MARKER);

let url: string;
let drop: () => Promise<void>;
let db: Database;
let owner: pg.Client;

beforeAll(async () => {
  ({ url, drop } = await createTestDatabase());
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
  // as a server of a municipality does it, where nobody has set anything: each error is written down, with its statement
  const name = new URL(url).pathname.slice(1);
  for (const setting of [`log_min_messages = 'warning'`, `log_min_error_statement = 'error'`])
    await owner.query(`alter database ${name} set ${setting}`);
  db = openDatabase({ url });
});
afterAll(async () => {
  await owner.end();
  await db.close();
  await drop();
});

// nothing is printed beside the log
beforeEach(() => {
  for (const stream of [process.stdout, process.stderr]) vi.spyOn(stream, 'write');
});
afterEach(() => {
  for (const stream of [process.stdout, process.stderr])
    expect(
      vi
        .mocked(stream.write)
        .mock.calls.map(([said]) => String(said))
        .join(''),
    ).not.toContain(MARKER);
  vi.restoreAllMocks();
});

const organisation = () => ({ id: randomUUID(), name: `${MARKER}-${randomUUID()}`, type: 'other' as const });

/** Each kind of thing that can be done with entities; `wrong` ends in an error of the database. */
const operations: readonly [name: string, run: (em: Entities) => Promise<unknown>][] = [
  [
    'insert, change and remove by flush',
    async (em) => {
      const one = em.create(OrganisationEntity, organisation());
      await em.flush();
      one.name = `${MARKER}-${one.id}`;
      await em.flush();
      const all = [1, 2, 3].map(() => em.create(OrganisationEntity, organisation()));
      await em.flush();
      for (const each of all) each.name = `${MARKER}-${each.id}`;
      await em.flush();
    },
  ],
  ['upsert', (em) => em.upsert(OrganisationEntity, organisation())],
  ['upsert of many', (em) => em.upsertMany(OrganisationEntity, [organisation(), organisation()])],
  ['insert of many', (em) => em.insertMany(OrganisationEntity, [organisation(), organisation()])],
  ['native update', (em) => em.nativeUpdate(OrganisationEntity, { name: `${MARKER}-none` }, { name: MARKER })],
  ['native delete', (em) => em.nativeDelete(SignInEntity, { tokenHash: bytes })],
  [
    'find, of several and by bytes',
    (em) => em.find(SignInEntity, { tokenHash: { $in: [bytes, Buffer.from('other')] } }),
  ],
  ['find by part of a JSON value', (em) => em.find(MethodTemplateEntity, { body: { name: MARKER } } as never)],
  ['find by an expression', (em) => em.findOne(AccountEntity, { [raw('lower(email)')]: MARKER })],
  ['find with what belongs to it', (em) => em.find(AccountEntity, { name: MARKER }, { populate: ['organisation'] })],
  ['count and order', (em) => em.count(OrganisationEntity, { name: { $like: `%${MARKER}%` } })],
  ['a query builder', (em) => em.createQueryBuilder(OrganisationEntity).where({ name: MARKER }).execute()],
  ['a raw statement', (em) => em.execute('select ?::text as said', [MARKER])],
  ['JSON to insert', (em) => em.insert(OutboxEntity, { dedupeKey: MARKER, job: 'x', payload: { said: [MARKER] } })],
];

const wrong: readonly [name: string, run: (em: Entities) => Promise<unknown>][] = [
  [
    'a name twice',
    async (em) => {
      const { name } = em.create(OrganisationEntity, organisation());
      await em.flush();
      em.create(OrganisationEntity, { ...organisation(), name });
      await em.flush();
    },
  ],
  ['a word for a number', (em) => em.execute('select ?::int', [MARKER])],
  ['an id that is none', (em) => em.find(OrganisationEntity, { id: MARKER })],
  ['half a character', (em) => em.insert(OrganisationEntity, { ...organisation(), name: `${MARKER}\0` })],
  ['an organisation that is none', (em) => em.insert(AccountEntity, { ...account(), organisation: randomUUID() })],
  ['a role that may not', (em) => em.insert(ResidentContributionEntity, contribution())],
  ['a column that is none', (em) => em.execute(`select nothing from organisation where name = ?`, [MARKER])],
];

const account = () => ({
  id: randomUUID(),
  email: MARKER,
  name: MARKER,
  role: 'research_adviser' as const,
  organisation: null,
  passwordHash: MARKER,
});
const contribution = () => ({
  id: randomUUID(),
  trajectoryId: randomUUID(),
  sessionId: randomUUID(),
  seq: 1,
  kind: 'signal' as const,
  theme: 'x',
  text: MARKER,
  place: null,
  groupId: null,
  withdrawalHash: MARKER,
});

/**
 * What PostgreSQL wrote down, and what it shows of the connections' last statements; without the sentences of its errors,
 * which quote a value that is none of its type (the product's own settings keep them out of the log altogether).
 */
async function written(): Promise<string> {
  const { rows } = await owner.query<{ folder: string }>(`select current_setting('data_directory') as folder`);
  const shown = await owner.query<{ query: string }>(
    'select query from pg_stat_activity where pid <> pg_backend_pid()',
  );
  const log = (await readFile(`${rows[0]!.folder}.log`, 'utf8')).replaceAll(/^.*\bERROR: .*$/gm, '');
  return [log, ...shown.rows.map(({ query }) => query)].join('\n');
}

it.each(operations)('[E151] %s leaves no value in a statement', async (_, run) => {
  await run(db.entities());
  expect(await written()).not.toContain(MARKER);
});

it.each(wrong)('[E151] %s: the error leaves no value in a log', async (_, run) => {
  const error = await run(db.entities()).then(
    () => undefined,
    (thrown: unknown) => thrown as Error & { code?: string },
  );
  expect(error?.code).toMatch(/^[0-9A-Z]{5}$/);
  expect(await written()).not.toContain(MARKER);
  // as engine and worker log an error
  const lines: string[] = [];
  const fields = { code: codeOf(error), frames: framesOf(error) };
  createLog({ program: 'engine', threshold: 'info', write: (line) => lines.push(line) }).error(
    'unexpected error',
    fields,
  );
  expect(lines.join('')).toContain(error!.code);
  expect(lines.join('')).not.toContain(MARKER);
});

it('[E151] a card that its policy refuses stays out of the log, with all that the scope says', async () => {
  const scope = { role: 'bb_resident', sessionId: randomUUID(), lane: 'resident', withdrawalSecret: MARKER } as const;
  const refused = db.asRole(scope, (_, entities) => entities().insert(ResidentContributionEntity, contribution()));
  await expect(refused).rejects.toMatchObject({ code: '42501' });
  const log = await written();
  // the statement is there, and could have held the values
  expect(log).toContain('insert into "resident_contribution"');
  expect(log).not.toContain(MARKER);
});

it('[E151] entities are not streamed: that would write values into the statement', async () => {
  const rows = db.entities().stream(OrganisationEntity, { where: { name: MARKER } });
  await expect(rows.next()).rejects.toThrow('not streamed');
});
