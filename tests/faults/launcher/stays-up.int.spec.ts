import { spawnSync } from 'node:child_process';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Ground } from './started-process.ts';

let ground: Ground;
beforeEach(async () => (ground = await Ground.make()));
afterEach(() => ground.clear());

const works = (program: string, ...args: string[]): boolean =>
  spawnSync(program, args, { stdio: 'ignore' }).status === 0;
const canUnshare = works('unshare', '--pid', '--fork', '--mount-proc', 'true');
const canScript = works('script', '--version');

/** Processes whose parent is this one, with their command lines. */
async function childrenOf(parent: number): Promise<{ pid: number; command: string }[]> {
  const found = await Promise.all(
    (await readdir('/proc'))
      .filter((name) => /^\d+$/.test(name))
      .map(async (pid) => {
        const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
        if (Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) !== parent) return [];
        return [{ pid: Number(pid), command: await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '') }];
      }),
  );
  return found.flat();
}
const pidOf = async (launcher: number, what: string): Promise<number> =>
  (await childrenOf(launcher)).find(({ command }) => command.includes(what))?.pid ?? 0;
const health = (url: string): Promise<number> =>
  fetch(`${url}/api/v1/health`, { signal: AbortSignal.timeout(2_000) }).then(
    ({ status }) => status,
    () => 0,
  );

/** When the first good answer came, asked ten times a second: one that waits holds up no other. */
async function firstAnswer(ask: () => Promise<number>): Promise<number> {
  let at: number | undefined;
  const look = (): number | undefined => {
    void ask().then((status) => status === 200 && (at ??= performance.now()));
    return at;
  };
  await expect.poll(look, { timeout: 120_000, interval: 100 }).toBeDefined();
  return at!;
}

describe('a running product', { timeout: 300_000 }, () => {
  it('[E64] [E65] [E66] lives on without its terminal, and mends what was killed or hangs', async () => {
    const product = ground.start([], ['nohup']);
    const url = await product.url();
    const launcher = product.child.pid!;
    const signIn = await fetch(`${url}/api/v1/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'procesbegeleider@voorbeeld.test', password: 'buurtbalans-voorbeeld' }),
    });
    const cookie = signIn.headers.get('set-cookie')!.split(';')[0]!;
    const knows = (): Promise<number> =>
      fetch(`${url}/api/v1/me`, { headers: { cookie }, signal: AbortSignal.timeout(10_000) }).then(
        ({ status }) => status,
        () => 0,
      );
    process.kill(launcher, 'SIGHUP');

    const database = await pidOf(launcher, 'bin/postgres');
    const { databaseUrl } = JSON.parse(await readFile(join(ground.folder, 'run.json'), 'utf8')) as {
      databaseUrl: string;
    };
    const killedAt = performance.now();
    process.kill(database, 'SIGKILL');
    // what the killed one's sessions still answer does not count
    await expect.poll(() => pidOf(launcher, 'bin/postgres'), { interval: 20 }).not.toBeOneOf([database, 0]);
    expect((await firstAnswer(knows)) - killedAt).toBeLessThan(20_000);
    expect(JSON.parse(await readFile(join(ground.folder, 'run.json'), 'utf8'))).toMatchObject({
      pid: launcher,
      databaseUrl,
    });

    const programs = ['engine/dist/main.js', 'worker/dist/main.js', 'session-kit-process.ts'];
    const before = await Promise.all(programs.map((what) => pidOf(launcher, what)));
    expect(before).not.toContain(0);
    const silent = await pidOf(launcher, 'bin/postgres');
    process.kill(silent, 'SIGSTOP');
    await expect.poll(() => pidOf(launcher, 'bin/postgres'), { timeout: 60_000 }).not.toBeOneOf([silent, 0]);
    // they were left alone while their database was away
    expect(await Promise.all(programs.map((what) => pidOf(launcher, what)))).toEqual(before);

    for (const pid of before) process.kill(pid, 'SIGSTOP');
    for (const [at, what] of programs.entries())
      await expect.poll(() => pidOf(launcher, what), { timeout: 60_000 }).not.toBeOneOf([before[at], 0]);
    await expect.poll(knows).toBe(200);
    expect((await fetch(`${url}/sign-in`)).status).toBe(200);
    expect(await ground.command('verify')).toMatchObject({ code: 0 });

    expect(await product.end('SIGTERM')).toMatchObject({ code: 0 });
    expect(await ground.left()).toEqual([]);
  });

  it('[E67] [E68] whose data is gone ends with the code that says: mend it first, and makes nothing anew', async () => {
    const product = ground.start(['--no-demo']);
    await product.url();
    const database = await pidOf(product.child.pid!, 'bin/postgres');
    await rm(join(ground.folder, 'postgres', 'global'), { recursive: true });
    process.kill(database, 'SIGKILL');
    const end = await product.ended;
    expect(end).toMatchObject({ code: 78, said: expect.stringContaining('put the folder back from a backup') });
    expect(end.said).not.toMatch(/\n\s+at /);
    expect(await ground.left()).toEqual([]);
    expect(await ground.start(['--no-demo']).ended).toMatchObject({ code: 78 });
    expect(await readdir(join(ground.folder, 'postgres', 'base'))).not.toEqual([]);
  });

  it.skipIf(!canScript)('[E64] ends in order when its terminal closes', async () => {
    const terminal = ground.start(
      ['--no-demo'],
      ['bash', '-c', `exec script --quiet --flush --command "$(printf '%q ' "$@")" /dev/null`, 'bash'],
    );
    await terminal.url();
    expect(await ground.left()).not.toEqual([]);
    await terminal.end('SIGKILL');
    await expect.poll(() => ground.left()).toEqual([]);
    // in order: what a killed launcher leaves is still there
    expect(await readdir(ground.folder)).not.toContain('run.json');
    expect(await readdir(join(ground.folder, 'postgres'))).not.toContain('postmaster.pid');
  });

  it.skipIf(!canUnshare)(
    '[E71] as the first process of a container starts again after it was killed, and stops when asked',
    async () => {
      const inContainer = ['unshare', '--pid', '--fork', '--mount-proc'];
      const killed = ground.start(['--no-demo'], inContainer);
      await killed.url();
      process.kill((await childrenOf(killed.child.pid!))[0]!.pid, 'SIGKILL');
      await killed.ended;
      expect(JSON.parse(await readFile(join(ground.folder, 'run.json'), 'utf8'))).toMatchObject({ pid: 1 });
      const again = ground.start(['--no-demo'], inContainer);
      const url = await again.url();
      expect(await health(url)).toBe(200);
      process.kill((await childrenOf(again.child.pid!))[0]!.pid, 'SIGTERM');
      expect(await again.ended).toMatchObject({ code: 0 });
      expect(await ground.left()).toEqual([]);
    },
  );
});
