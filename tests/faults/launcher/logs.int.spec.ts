import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, readdir, readFile, rename } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { asOwner } from '../as-owner.ts';
import { Ground } from './started-process.ts';

let ground: Ground;
beforeEach(async () => (ground = await Ground.make()));
afterEach(() => ground.clear());

/** A word that nobody may find in a log, in each of the forms that things have. */
const MARK = 'geheim7q';
const MAIL = `${MARK}@example.nl`;
const MARKED = /geheim7q|@voorbeeld\.test|buurtbalans-voorbeeld/i;

interface Problem {
  readonly code: string;
  readonly details: { readonly reference?: string };
}

/** All that is written beside the database itself. */
async function logged(): Promise<string> {
  const folder = join(ground.folder, 'logs');
  const files = [...(await readdir(folder)).map((name) => join(folder, name)), join(ground.folder, 'postgres.log')];
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('');
}
const lines = async (): Promise<Record<string, unknown>[]> =>
  (await readFile(join(ground.folder, 'logs', 'buurtbalans.log'), 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>);

const databaseUrl = async (): Promise<string> =>
  (JSON.parse(await readFile(join(ground.folder, 'run.json'), 'utf8')) as { databaseUrl: string }).databaseUrl;

/** From now on whatever is written to a table fails, in the words of what was to be written. */
async function refuseIn(table: string): Promise<void> {
  await asOwner(
    await databaseUrl(),
    `create or replace function refuse() returns trigger language plpgsql as
       $$ begin raise exception '${MARK} %', new using errcode = '55000', detail = '${MARK}'; end $$;
     create trigger refuse before insert on ${table} for each row execute function refuse()`,
  );
}

/** Sends bytes as they are. */
async function bare(url: string, bytes: string): Promise<void> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(bytes);
  await text(socket).catch(() => '');
}

describe('the log of a whole product', { timeout: 300_000 }, () => {
  it('[E100] [E103] has nothing of what came in, by whatever way, and tells what failed', async () => {
    const product = ground.start(['--verbose']);
    const url = await product.url();
    const api = `${url}/api/v1`;
    const signIn = (email: string, password: string): Promise<Response> =>
      fetch(`${api}/sign-in`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email, password }),
      });
    const cookie = (await signIn('procesbegeleider@voorbeeld.test', 'buurtbalans-voorbeeld')).headers
      .get('set-cookie')!
      .split(';')[0]!;
    const { items } = (await (await fetch(`${api}/trajectories`, { headers: { cookie } })).json()) as {
      items: { id: string; version: number }[];
    };
    const { id } = items[0]!;
    const trajectory = `/trajectories/${id}`;
    const post = (path: string, body: string, type = 'application/json'): Promise<Response> =>
      fetch(api + path, { method: 'POST', headers: { cookie, 'content-type': type }, body });

    // pages and the API, with a word of somebody's in each part of what is sent
    const headers = {
      cookie: `buurtbalans=${MARK}; locale=${MARK}`,
      authorization: `Bearer ${MARK}.${MARK}`,
      'user-agent': MARK,
      referer: `https://example.nl/${MARK}`,
      'x-request-id': MARK,
      'request-id': MARK,
      'x-forwarded-for': '10.99.98.97',
      'accept-language': MARK,
    };
    for (const path of [
      `/join/${MARK}`,
      `/shared/${MARK}/react`,
      `/participant/${MARK}`,
      `/trajectories/${MARK}?q=${MARK}`,
      `/${MARK}%E0%A4%A`,
      `/api/v1/join/${MARK}`,
      `/api/v1/shared/${MARK}`,
      `/api/v1/trajectories/${MARK}?${MARK}=${MAIL}`,
      `/api/v1/${MARK}%E0%A4%A`,
      `/api/v1/${MARK.repeat(400)}`,
    ])
      await (await fetch(url + path, { headers, redirect: 'manual' })).text();
    await post(`${trajectory}/commands`, MARK);
    await post(`${trajectory}/commands`, JSON.stringify({ [MARK]: MARK }));
    await post(
      `${trajectory}/commands`,
      JSON.stringify({
        commandId: randomUUID(),
        expectedVersion: 0,
        command: { type: 'WriteQuestion', text: `${MARK}\u0000` },
      }),
    );
    await post(`${trajectory}/commands`, MARK, `text/${MARK}`);
    await bare(url, `${MARK} /${MARK} HTTP/9.9\r\n${MARK}\r\n\r\n`);
    await bare(
      url,
      `GET /sign-in HTTP/1.1\r\nhost: ${MARK} ${MARK}\r\nx-forwarded-proto: ${MARK}\r\nconnection: close\r\n\r\n`,
    );
    expect((await signIn(MAIL, MARK)).status).toBe(401);

    // a statement that fails while somebody waits, and one in a job
    await refuseIn('sign_in');
    await refuseIn('report_document');
    const failed = (await (await signIn('procesbegeleider@voorbeeld.test', 'buurtbalans-voorbeeld')).json()) as Problem;
    expect(failed.code).toBe('SERVER.UNEXPECTED');
    const { version } = (await (await fetch(api + trajectory, { headers: { cookie } })).json()) as { version: number };
    const asked = await post(
      `${trajectory}/commands`,
      JSON.stringify({
        commandId: randomUUID(),
        expectedVersion: version,
        command: { type: 'RequestReport', reportId: randomUUID(), document: 'profile', format: 'html', language: 'nl' },
      }),
    );
    expect([asked.status, await asked.text()]).toEqual([200, expect.anything()]);
    await expect
      .poll(lines)
      .toContainEqual(
        expect.objectContaining({ program: 'worker', level: 'error', event: 'job failed', job: 'reports.render' }),
      );
    // a program that is killed
    const { pid } = (await lines()).find(({ program }) => program === 'session-kit')! as { pid: number };
    process.kill(pid, 'SIGKILL');
    await expect.poll(lines).toContainEqual(
      expect.objectContaining({
        program: 'launcher',
        event: 'program ended',
        of: 'session-kit',
        ofPid: pid,
        code: 'SIGKILL',
      }),
    );

    const said = await lines();
    for (const program of ['engine', 'worker', 'session-kit', 'launcher'])
      expect(said).toContainEqual(expect.objectContaining({ program, event: 'started', level: 'info' }));
    expect(said).toContainEqual(
      expect.objectContaining({ event: 'sign-in refused', route: '/api/v1/sign-in', status: 401 }),
    );
    expect(said).toContainEqual(
      expect.objectContaining({ event: 'unexpected error', reference: failed.details.reference, code: '55000' }),
    );
    expect(said.filter(({ event }) => event === 'request')).toEqual([]);
    // the same on the terminal, for people
    await product.says(`unexpected error: nummer / number ${failed.details.reference}`);
    expect(await product.end('SIGTERM')).toMatchObject({ code: 0 });
    expect((await lines()).at(-1)).toMatchObject({ program: 'launcher', event: 'ended' });
    const accounts = /Voorbeeldaccounts[\s\S]*?\n\n/;
    for (const all of [await logged(), product.said.replace(accounts, '')]) {
      expect(all.split('\n').filter((line) => MARKED.test(line))).toEqual([]);
      expect(all).not.toContain('10.99.98.97');
    }
  });

  it('[E102] is searched by the number that was shown, beside the product and without it, and in files before the last', async () => {
    expect(await ground.command('log', '1a2b3c4d')).toMatchObject({
      code: 66,
      said: expect.stringContaining('not found in'),
    });
    expect(await readdir(join(ground.folder, '..'))).toEqual([]);
    const product = ground.start(['--no-demo']);
    const url = await product.url();
    await refuseIn('sign_in_attempt');
    const answer = await fetch(`${url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'en' },
      body: JSON.stringify({ email: MAIL, password: MARK }),
    });
    const { reference } = ((await answer.json()) as Problem).details as { reference: string };
    const isFound = {
      code: 0,
      said: expect.stringMatching(
        new RegExp(`number ${reference}, POST /api/v1/sign-in, status 500, .*code 55000\\n[^]*sign-in-limit`),
      ),
    };
    await expect.poll(() => ground.command('log', reference)).toMatchObject(isFound);
    // as it may be read out
    expect(await ground.command('log', `${reference.slice(0, 4).toUpperCase()} ${reference.slice(4)}`)).toMatchObject(
      isFound,
    );
    expect((await ground.command('log')).said).toMatch(/program started: worker/);
    await product.end('SIGKILL');
    const folder = join(ground.folder, 'logs');
    await rename(join(folder, 'buurtbalans.log'), join(folder, 'buurtbalans.log.7'));
    await appendFile(join(folder, 'buurtbalans.log'), '{"cut');
    expect(await ground.command('log', reference)).toMatchObject(isFound);
    expect(await ground.command('log', 'ffffffff')).toMatchObject({
      code: 66,
      said: expect.stringMatching(new RegExp(`niet gevonden in / not found in ${folder}.*--data DIR`)),
    });
    // without a launcher to write to, the programs ended all the same; PostgreSQL waits for the next start
    await expect.poll(async () => (await ground.left()).filter((line) => line.includes('/apps/'))).toEqual([]);
  });

  it('[E101] that cannot be written is told once, and the product starts, answers and stops all the same', async () => {
    await mkdir(ground.folder);
    await appendFile(join(ground.folder, 'logs'), 'a file where the folder should be');
    const product = ground.start(['--no-demo']);
    const url = await product.url();
    expect((await fetch(`${url}/sign-in`)).status).toBe(200);
    expect(await product.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(product.said.match(/the log cannot be written/g)).toHaveLength(1);
  });
});
