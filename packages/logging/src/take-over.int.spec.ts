import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
let child: ChildProcess | undefined;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'buurtbalans-log-'))));
afterEach(async () => {
  child?.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

const LOGGING = JSON.stringify(join(import.meta.dirname, 'index.ts'));
/** Starts a program whose output was taken over. */
async function program(source: string): Promise<ChildProcess> {
  const script = join(folder, 'program.mjs');
  await writeFile(
    script,
    `import { createLog, takeOverOutput, toStandardOutput } from ${LOGGING};
const log = createLog({ program: 'worker', threshold: 'debug', write: toStandardOutput });
takeOverOutput(log);
${source}`,
  );
  return (child = spawn(process.execPath, ['--enable-source-maps', script], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  }));
}
/** Runs it to its end. */
async function ends(source: string) {
  const { stdout, stderr } = await program(source);
  const [printed, last, [code]] = await Promise.all([text(stdout!), text(stderr!), once(child!, 'close')]);
  const lines = printed.split('\n').filter(Boolean);
  return {
    code: code as number,
    last,
    printed,
    lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>),
  };
}

it('[E103] a program that ends says how many lines it did not write', async () => {
  const { lines } = await ends("for (let n = 0; n < 500; n += 1) log.error('request failed', { status: 503 });");
  expect(lines).toHaveLength(21);
  expect(lines.at(-1)).toMatchObject({ event: 'request failed', count: 480 });
});

describe('what a program would print by itself', () => {
  it.each([
    [
      'an error that nobody caught',
      "throw Object.assign(new TypeError('Jansen\\n    at Jansen (huis.ts:1:1)'), { code: 'ERR_KNOWN' });",
    ],
    ['one thrown later', "setTimeout(() => { throw Object.assign(new Error('Jansen'), { code: 'ERR_KNOWN' }); }, 1);"],
    ['a promise that nobody heard', "void Promise.reject(Object.assign(new Error('Jansen'), { code: 'ERR_KNOWN' }));"],
  ])('[E100] is logged as its code and place, and ends the program: %s', async (_what, source) => {
    const { code, last, printed, lines } = await ends(source);
    expect([code, last]).toEqual([1, '']);
    expect(lines).toEqual([
      expect.objectContaining({
        level: 'fatal',
        event: 'uncaught',
        code: 'ERR_KNOWN',
        frames: expect.stringContaining('program.mjs'),
      }),
    ]);
    expect(printed).not.toContain('Jansen');
  });

  it('[E100] of libraries and of Node is a place, and goes on', async () => {
    const { code, last, printed, lines } = await ends(`
      console.error('Jansen', new RangeError('Jansen'));
      console.log('Jansen');
      process.emitWarning('Jansen', { code: 'DEP0040' });`);
    expect([code, last]).toEqual([0, '']);
    expect(lines).toMatchObject([
      { level: 'error', event: 'console', code: 'RangeError', frames: expect.stringContaining('program.mjs') },
      { level: 'debug', event: 'console', frames: expect.stringContaining('program.mjs') },
      { level: 'warn', event: 'warning', code: 'DEP0040' },
    ]);
    expect(printed).not.toContain('Jansen');
  });
});

describe('whoever reads the standard output', () => {
  const CHATTY = `
    let said = 0;
    setInterval(() => {
      // a number that was shown is never counted away
      for (let at = 0; at < 500; at += 1) log.error('unexpected error', { reference: '1a2b3c4d', frames: '    at ' + 'x'.repeat(300) + ':1:1' });
      said += 500;
      process.send({ said, waits: process.stdout.writableLength });
    }, 5);`;

  it('[E101] holds up nothing by standing still: lines are dropped, and it is said how many', async () => {
    const { stdout } = await program(CHATTY);
    stdout!.pause();
    let told = { said: 0, waits: 0 };
    child!.on('message', (message) => (told = message as typeof told));
    await expect.poll(() => told.said).toBeGreaterThan(20_000);
    expect(told.waits).toBeLessThan(1_100_000);
    let heard = '';
    stdout!
      .setEncoding('utf8')
      .on('data', (chunk: string) => (heard = (heard + chunk).slice(-4_000_000)))
      .resume();
    await expect.poll(() => /"event":"lines lost","count":[1-9]/.test(heard)).toBe(true);
  });

  it('[E101] ends nothing by going away', async () => {
    const { stdout } = await program(CHATTY);
    let said = 0;
    child!.on('message', (message) => (said = (message as { said: number }).said));
    await expect.poll(() => said).toBeGreaterThan(0);
    stdout!.destroy();
    const before = said;
    await expect.poll(() => said).toBeGreaterThan(before + 20_000);
    expect(child!.exitCode).toBeNull();
  });
});
