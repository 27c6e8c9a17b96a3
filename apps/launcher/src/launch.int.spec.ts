import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@buurtbalans/embedded';
import { refuseSuperuserAt } from '@buurtbalans/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MAIN = join(import.meta.dirname, 'main.ts');
let folder: string;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-launch-'));
  port = await freePort();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function start(...args: string[]): { child: ChildProcess; said: () => string } {
  const child = spawn(process.execPath, [MAIN, '--host', '127.0.0.1', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let text = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
  return { child, said: () => text };
}
const runs = async (): Promise<void> => {
  const { child, said } = start('--port', '0', '--data', folder);
  // a whole start, beside others that use the machine
  await expect.poll(said, { timeout: 120_000 }).toContain('Ctrl-C');
  running = child;
  url = /http:\/\/localhost:\d+/.exec(said())![0];
};
let running: ChildProcess;
let url: string;

async function exits(args: string[]): Promise<{ code: number; said: string }> {
  const { child, said } = start(...args);
  const [code] = (await once(child, 'exit')) as [number];
  return { code, said: said() };
}
const signIn = () =>
  fetch(`${url}/api/v1/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'procesbegeleider@voorbeeld.test', password: 'buurtbalans-voorbeeld' }),
  });
const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const postmaster = async (): Promise<number> =>
  Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]);

describe('npm start', { timeout: 300_000 }, () => {
  it('says in one line when the port is taken, the folder cannot be written, or a word is not understood', async () => {
    const busy = createServer().listen(port, '127.0.0.1');
    await once(busy, 'listening');
    const taken = await exits(['--port', String(port), '--data', folder]);
    busy.close();
    expect(taken).toMatchObject({ code: 78, said: expect.stringContaining(`port ${port} is taken`) });
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    expect(await exits(['--port', String(port), '--data', join(file, 'data')])).toMatchObject({
      code: 78,
      said: expect.stringContaining('cannot be written'),
    });
    const unknown = await exits(['--prot', '3000']);
    expect(unknown.code).toBe(64);
    for (const { said } of [taken, unknown]) expect(said).not.toMatch(/\n\s+at /);
  });

  it('stops in order and leaves no process, and a second start keeps the data', async () => {
    await runs();
    const database = await postmaster();
    const { databaseUrl } = JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as { databaseUrl: string };
    await expect(refuseSuperuserAt(databaseUrl)).resolves.toBeUndefined();
    const cookie = (await signIn()).headers.get('set-cookie')!.split(';')[0]!;
    expect(await exits(['--port', '0', '--data', folder])).toMatchObject({
      code: 69,
      said: expect.stringContaining('already runs'),
    });
    running.kill('SIGINT');
    await once(running, 'exit');
    expect(isAlive(database)).toBe(false);
    await runs();
    // the sign-in of before is still known: nothing was made anew
    expect((await fetch(`${url}/api/v1/me`, { headers: { cookie } })).status).toBe(200);
  });

  it('is started anew after kill -9, which leaves no program behind for long', async () => {
    const engine = await fetch(`${url}/api/v1/health`).then((response) => response.ok);
    expect(engine).toBe(true);
    const left = await postmaster();
    running.kill('SIGKILL');
    await once(running, 'exit');
    await runs();
    // the server that was left behind has ended: the product has one of its own
    expect(await postmaster()).not.toBe(left);
    expect((await signIn()).status).toBe(200);
    running.kill('SIGTERM');
    expect((await once(running, 'exit'))[0]).toBe(0);
    expect(isAlive(left)).toBe(false);
  });
});
