import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedServer, startEmbeddedPostgres } from './index.ts';

let folder: string;
let dataDir: string;
let server: EmbeddedServer;
let bystander: ChildProcess | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-left-over-'));
  await chmod(folder, 0o755);
  dataDir = join(folder, 'postgres');
  server = await start();
});
afterEach(() => void bystander?.kill('SIGKILL'));
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

const start = (): Promise<EmbeddedServer> => startEmbeddedPostgres({ dataDir, password: 'secret' });
const pidFile = (): string => join(dataDir, 'postmaster.pid');

async function ask(sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: server.url() });
  client.on('error', () => undefined);
  await client.connect();
  return client
    .query(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

describe('what was left behind on a data directory', { timeout: 120_000 }, () => {
  it('[E60] a server that still runs there is ended, and what it had committed is there', async () => {
    await ask('create table kept as select 1 as it');
    const before = server;
    server = await start();
    expect(await before.ended).toBe('0');
    expect(await ask('select it from kept')).toEqual([{ it: 1 }]);
  });

  it('[E65] a server whose first process was killed is followed by one that has all data, also when one of the others stands still', async () => {
    const sleeping = new pg.Client({ connectionString: server.url() });
    sleeping.on('error', () => undefined);
    await sleeping.connect();
    const { pid } = (await sleeping.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!;
    await ask('insert into kept values (2)');
    process.kill(pid, 'SIGSTOP');
    process.kill(server.pid, 'SIGKILL');
    await server.ended;
    server = await start();
    expect(await ask('select it from kept order by it')).toEqual([{ it: 1 }, { it: 2 }]);
    await sleeping.end().catch(() => undefined);
  });

  it.each([
    [
      'names another program, which lives on',
      async () => {
        // of PostgreSQL's own user: a process of another one it passes over by itself
        const { uid, gid } = await stat(dataDir);
        bystander = spawn('sleep', ['600'], { uid, gid, cwd: '/', stdio: 'ignore' });
        await once(bystander, 'spawn');
        return String((await readFile(pidFile(), 'utf8')).replace(/^\d+/, String(bystander.pid)));
      },
    ],
    [
      'names the process that starts it',
      async () => (await readFile(pidFile(), 'utf8')).replace(/^\d+/, String(process.pid)),
    ],
    ['is cut short', async () => ''],
    ['says nothing of sense', async () => 'zzz\n'],
  ])('[E61] a pid file is no obstacle that %s', async (_what, text) => {
    const file = await text();
    await server.kill();
    await writeFile(pidFile(), file);
    server = await start();
    expect(await ask('select 1 as it')).toEqual([{ it: 1 }]);
    if (bystander) expect(bystander.exitCode).toBe(null);
  });

  it('[E66] a server that lets nobody in any more, and does not end, gives no sign of life', async () => {
    const staying = new pg.Client({ connectionString: server.url() });
    staying.on('error', () => undefined);
    await staying.connect();
    await expect(server.probe(30_000)).resolves.toBeUndefined();
    process.kill(server.pid, 'SIGTERM');
    await expect
      .poll(() =>
        server.probe(30_000).then(
          () => 'alive',
          (error: Error) => error.message,
        ),
      )
      .toBe('PostgreSQL is silent');
    await server.kill();
    server = await start();
  });

  it('[E68] says what is wrong: another password, files that are damaged, a start that was ended', async () => {
    await server.stop();
    await expect(startEmbeddedPostgres({ dataDir, password: 'another' })).rejects.toMatchObject({
      problem: { code: 'WRONG_PASSWORD' },
    });
    const control = join(dataDir, 'global', 'pg_control');
    const sound = await readFile(control);
    await writeFile(control, sound.subarray(0, 10));
    await expect(start()).rejects.toMatchObject({
      problem: { code: 'NOT_STARTED', words: expect.stringContaining('pg_control') },
    });
    await writeFile(control, sound);
    await expect(
      startEmbeddedPostgres({ dataDir, password: 'secret', signal: AbortSignal.abort(new Error('ended')) }),
    ).rejects.toThrow('ended');
    server = await start();
  });
});
