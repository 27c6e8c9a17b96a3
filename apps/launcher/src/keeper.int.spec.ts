import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BackOff } from './back-off.ts';
import { Keeper, type Program, type Running } from './keeper.ts';
import { nodeProgram, saysReady } from './node-program.ts';
import { DiskFull, EXIT, StartError } from './start-error.ts';

let folder: string;
let told: string[];
let givenUp: StartError[];
let keeper: Keeper | undefined;
const never = new AbortController().signal;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-keeper-'));
  [told, givenUp, keeper] = [[], [], undefined];
});
afterEach(async () => {
  await keeper?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function program(source: string): Promise<Program> {
  const script = join(folder, 'program.mjs');
  await writeFile(script, source);
  return nodeProgram({ name: 'program', script, env: {}, ready: saysReady });
}
const begin = async (what: Program, backOff: readonly number[], silentMs = 60_000): Promise<Keeper> =>
  (keeper = await Keeper.begin(
    what,
    { silentMs, backOff, tell: (line) => told.push(line), onGivenUp: (error) => givenUp.push(error) },
    never,
  ));

const READY = 'process.send({ ready: true });';
const LASTS = `${READY} setInterval(() => undefined, 1000);`;

describe('a program that is kept running', () => {
  it('[E66] is started again when it was killed', async () => {
    await begin(await program(LASTS), [1, 1, 1]);
    const { pid } = keeper!.running!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => keeper!.running?.pid ?? pid).not.toBe(pid);
    expect(told).toEqual([expect.stringContaining('SIGKILL')]);
  });

  it('[E67] is told nothing of the owner of the tables, and of addresses and keys what it needs', async () => {
    const given = {
      DATABASE_OWNER_URL: 'postgres://owner',
      DATABASE_URL: 'postgres://x',
      BUURTBALANS_SECRET: 'key',
      OIDC_CLIENT_SECRET: 'of the provider',
    };
    for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
    const file = join(folder, 'env.json');
    const write = `import { writeFileSync } from 'node:fs'; writeFileSync('${file}', JSON.stringify(process.env));`;
    await begin(await program(write + LASTS), [1, 1, 1]).finally(() => vi.unstubAllEnvs());
    const env = JSON.parse(await readFile(file, 'utf8')) as NodeJS.ProcessEnv;
    expect(env['PATH']).toBe(process.env['PATH']);
    for (const name of Object.keys(given)) expect(env).not.toHaveProperty(name);
  });

  it.each([
    ['stands still', LASTS, 'SIGSTOP'],
    ['turns in a circle', `process.on('SIGUSR2', () => { for (;;); }); ${LASTS}`, 'SIGUSR2'],
  ] as const)('[E66] is ended and started again when it %s', async (_what, source, signal) => {
    await begin(await program(source), [1, 1, 1], 1_500);
    const { pid } = keeper!.running!;
    process.kill(pid, signal);
    await expect.poll(() => keeper!.running?.pid ?? pid).not.toBe(pid);
    expect(told[0]).toContain('hung');
    expect(() => process.kill(pid, 0)).toThrow();
  });

  it('[E84] is started again once a full disk has room, however long that takes, and says so once', async () => {
    let starts = 0;
    const sound = await program(LASTS);
    const what: Program = {
      name: 'program',
      start: async (signal) =>
        (starts += 1) > 1 && starts < 30 ? Promise.reject(new DiskFull('/data')) : sound.start(signal),
    };
    keeper = await Keeper.begin(
      what,
      {
        silentMs: 60_000,
        backOff: [1, 1],
        roomMs: 1,
        tell: (line) => told.push(line),
        onGivenUp: (error) => givenUp.push(error),
      },
      never,
    );
    const { pid } = keeper.running!;
    process.kill(pid, 'SIGKILL');
    await expect.poll(() => keeper!.running?.pid ?? pid).not.toBe(pid);
    expect([starts, givenUp, told.filter((line) => line.includes('full')).length]).toEqual([30, [], 1]);
  });

  it('[E66] is left alone while it answers, however often it is late', async () => {
    let asked = 0;
    let end = (): void => undefined;
    const running: Running = {
      pid: 1,
      ended: new Promise((resolve) => (end = () => resolve('0'))),
      kill: () => Promise.reject(new Error('killed')),
      stop: async () => end(),
      // four in a row are missed, again and again
      probe: () => ((asked += 1) % 5 === 0 ? Promise.resolve() : Promise.reject(new Error('late'))),
    };
    await begin({ name: 'late', start: async () => running }, [1], 100);
    await expect.poll(() => asked).toBeGreaterThan(15);
    expect(told).toEqual([]);
  });

  it('[E67] that ends again and again is given up, with a code that says: start again', async () => {
    await begin(await program(`${READY} setTimeout(() => process.exit(3), 50);`), [1, 1]);
    await expect.poll(() => givenUp.map(({ exitCode }) => exitCode)).toEqual([EXIT.temporary]);
    expect(told).toHaveLength(2);
    expect(keeper!.running).toBeUndefined();
  });

  it('[E67] is not tried again when somebody has to mend something first', async () => {
    let starts = 0;
    const ends: Running = {
      pid: 1,
      ended: Promise.resolve('1'),
      kill: async () => undefined,
      stop: async () => undefined,
      probe: async () => undefined,
    };
    await begin(
      { name: 'broken', start: async () => ((starts += 1) > 1 ? Promise.reject(new StartError('mend it')) : ends) },
      [1, 1, 1, 1],
    );
    await expect.poll(() => givenUp.map(({ message }) => message)).toEqual(['mend it']);
    expect(starts).toBe(2);
  });

  it('[E68] that does not start says why, and leaves nothing', async () => {
    const started = await program("console.error('no such letter'); process.exit(2);");
    await expect(
      Keeper.begin(started, { silentMs: 60_000, tell: () => undefined, onGivenUp: () => undefined }, never),
    ).rejects.toMatchObject({ exitCode: EXIT.temporary, message: expect.stringContaining('no such letter') });
  });

  it('[E63] whose start is broken off is ended', async () => {
    const breaking = new AbortController();
    const begun = Keeper.begin(
      await program(
        "import { writeFileSync } from 'node:fs'; writeFileSync(new URL('./pid', import.meta.url), String(process.pid)); setInterval(() => undefined, 1000);",
      ),
      { silentMs: 60_000, tell: () => undefined, onGivenUp: () => undefined },
      breaking.signal,
    );
    begun.catch(() => undefined);
    const pid = async (): Promise<number> => Number(await readFile(join(folder, 'pid'), 'utf8').catch(() => 0));
    await expect.poll(pid).toBeGreaterThan(0);
    breaking.abort(new Error('broken off'));
    await expect(begun).rejects.toThrow('broken off');
    const left = await pid();
    expect(() => process.kill(left, 0)).toThrow();
  });
});

describe('waiting before a program is started again', () => {
  it('[E67] grows with each failure in a row, ends after the last, and begins anew after a sound while', () => {
    const backOff = new BackOff([1, 2, 3]);
    expect([
      backOff.after(0),
      backOff.after(10),
      backOff.after(60_000),
      backOff.after(0),
      backOff.after(0),
      backOff.after(0),
    ]).toEqual([1, 2, 1, 2, 3, undefined]);
  });
});
