import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appears, Ground, type StartedProcess } from './started-process.ts';

/** Moments of a first start, told by what it has made and said by then. */
const MOMENTS: readonly (readonly [string, (ground: Ground, started: StartedProcess) => Promise<void>])[] = [
  ['at its first word', (_ground, started) => started.says('is starting')],
  ['as the database is begun', ({ folder }) => appears(folder, 'postgres.new-', 'PG_VERSION')],
  ['halfway through making it', ({ folder }) => appears(folder, 'postgres.new-', 'global/pg_control')],
  ['as the server starts', ({ folder }) => appears(folder, 'postgres', 'postmaster.pid')],
  ['at the tables', (_ground, started) => started.says('starting PostgreSQL (')],
  ['at the demonstration', (_ground, started) => started.says('updating the tables (')],
  ['as the programs start', (_ground, started) => started.says('loading the demonstration (')],
];

let ground: Ground;
beforeEach(async () => (ground = await Ground.make()));
afterEach(() => ground.clear());

const isThere = (name: string): Promise<boolean> =>
  access(join(ground.folder, name)).then(
    () => true,
    () => false,
  );

describe('a first start', { timeout: 600_000 }, () => {
  it('[E62] that is killed at any moment is followed by one that works', async () => {
    for (const [, moment] of MOMENTS) {
      const started = ground.start();
      await moment(ground, started);
      expect((await started.end('SIGKILL')).said).not.toContain('buurtbalans:');
    }
    const product = ground.start();
    const url = await product.url();
    const signIn = await fetch(`${url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'procesbegeleider@voorbeeld.test', password: 'buurtbalans-voorbeeld' }),
    });
    expect(signIn.status).toBe(200);
    expect(await product.end('SIGTERM')).toMatchObject({ code: 0 });
    await expect.poll(() => ground.left()).toEqual([]);
    expect((await readdir(ground.folder)).sort()).toEqual(['lock', 'logs', 'postgres', 'postgres.log', 'secrets.json']);
  });

  it('[E63] [E70] that is ended at any moment leaves nothing running, and the folder to the command line', async () => {
    for (const [at, [what, moment]] of MOMENTS.entries()) {
      const started = ground.start();
      await moment(ground, started);
      const end = await started.end(at % 2 === 0 ? 'SIGINT' : 'SIGTERM');
      expect([what, end.code, await ground.left()]).toEqual([what, 0, []]);
      expect(end.said).not.toMatch(/\n\s+at |Error/);
      expect(await isThere('run.json')).toBe(false);
    }
    expect(await ground.command('verify')).toMatchObject({ code: 0 });
    expect(await ground.left()).toEqual([]);
  });
});

describe('who comes second', { timeout: 300_000 }, () => {
  it('[E60] at the same moment on an empty folder hears who was first, and takes nothing from them', async () => {
    const both = [ground.start(['--no-demo']), ground.start(['--no-demo'])];
    const loser = await Promise.race(both.map(async (started) => ({ started, end: await started.ended })));
    expect(loser.end).toMatchObject({ code: 69, said: expect.stringMatching(/already (starts|runs) on this folder/) });
    expect(loser.end.said).not.toMatch(/\n\s+at /);
    const winner = both.find((started) => started !== loser.started)!;
    const url = await winner.url();
    expect(await ground.start(['--fresh']).ended).toMatchObject({ code: 69, said: expect.stringContaining(url) });
    // nor does it help to take the lock away, which a version before it did not have
    await rm(join(ground.folder, 'lock'));
    expect(await ground.start(['--fresh']).ended).toMatchObject({ code: 69, said: expect.stringContaining(url) });
    // a command works beside it
    expect(await ground.command('verify')).toMatchObject({ code: 0 });
    expect((await fetch(`${url}/api/v1/health`)).status).toBe(200);
    expect(JSON.parse(await readFile(join(ground.folder, 'run.json'), 'utf8'))).toMatchObject({
      pid: winner.child.pid,
      url,
    });
    expect(await winner.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await ground.left()).toEqual([]);
  });
});

describe('what lies in the folder', { timeout: 300_000 }, () => {
  it('[E61] is no obstacle when it names a process or was cut short, and is never replaced when it is needed', async () => {
    await mkdir(ground.folder);
    for (const text of [
      JSON.stringify({ pid: 1, url: 'http://localhost:3171' }),
      JSON.stringify({ pid: process.pid, url: 'http://localhost:3171' }),
      '{"pid":',
      '',
    ]) {
      await writeFile(join(ground.folder, 'run.json'), text);
      const started = ground.start(['--no-demo']);
      await started.says('starting PostgreSQL (');
      expect(await started.end('SIGTERM')).toMatchObject({ code: 0 });
    }
    const file = join(ground.folder, 'secrets.json');
    const secrets = await readFile(file, 'utf8');
    await writeFile(file, secrets.slice(0, 40));
    const refused = await ground.start(['--no-demo']).ended;
    expect(refused).toMatchObject({ code: 78, said: expect.stringContaining('put it back from a backup') });
    expect(refused.said).not.toMatch(/\n\s+at /);
    expect(await readFile(file, 'utf8')).toBe(secrets.slice(0, 40));
    // only who asks for it starts over
    const fresh = ground.start(['--no-demo', '--fresh']);
    await fresh.url();
    expect(await fresh.end('SIGINT')).toMatchObject({ code: 0 });
    expect(await ground.left()).toEqual([]);
  });
});
