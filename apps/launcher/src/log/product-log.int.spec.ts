import { randomUUID } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowed } from '@buurtbalans/logging';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { showLog } from '../cli/show-log.ts';
import { nodeProgram, saysReady } from '../node-program.ts';
import { ROOT } from '../options.ts';
import { EXIT } from '../start-error.ts';
import { keepBounded } from './bounded-file.ts';
import { printedFields } from './printed.ts';
import { logFolder, ProductLog } from './product-log.ts';

let folder: string;
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'buurtbalans-product-log-'))));
afterEach(() => rm(folder, { recursive: true, force: true }));

const written = async (): Promise<string> => readFile(join(logFolder(folder), 'buurtbalans.log'), 'utf8');
const lines = async (): Promise<unknown[]> =>
  (await written())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown);

describe('the log of a product', () => {
  it('[E100] lets the lines of its programs through the list once more, however they are cut, as theirs', async () => {
    const log = new ProductLog(folder);
    const heard = log.hear('engine', 12);
    const line = JSON.stringify({
      level: 'error',
      program: 'worker',
      pid: 99,
      event: 'unexpected error',
      reference: '1a2b3c4d',
      code: '55000',
      msg: 'Jansen',
      email: 'jansen@example.nl',
    });
    for (const piece of [line.slice(0, 20), line.slice(20), '\n{"event": Jansen\nJansen\n']) heard.take(piece);
    expect(heard.lastCode).toBe('55000');
    await log.close();
    expect(await lines()).toMatchObject([
      { level: 'error', program: 'engine', pid: 12, reference: '1a2b3c4d', code: '55000' },
      { level: 'warn', program: 'engine', pid: 12, event: 'printed', count: 2 },
    ]);
    expect(await written()).not.toMatch(/Jansen|jansen/);
  });

  it('[E101] has what an ended program said last, without a line break', async () => {
    const log = new ProductLog(folder);
    const program = nodeProgram({
      name: 'worker',
      script: join(folder, 'program.mjs'),
      env: {},
      ready: saysReady,
      log,
    });
    await writeFile(
      join(folder, 'program.mjs'),
      `process.stdout.write('{"level":"error","event":"uncaught","code":"ENOSPC"}');
       process.stderr.write('FATAL ERROR: JavaScript heap out of memory');
       process.send({ ready: true }, () => process.exit(1));`,
    );
    await (
      await program.start(new AbortController().signal)
    ).ended;
    await expect.poll(() => written().catch(() => '')).toMatch(/OUT_OF_MEMORY/);
    await expect.poll(written).toMatch(/"code":"ENOSPC"/);
    await log.close();
  });

  it('[E102] gives the line of a number, with the code before it or with spaces in it, and of an id', async () => {
    const log = new ProductLog(folder);
    const id = `${randomUUID()} gap-overdue.${randomUUID()}`;
    log.own.error('unexpected error', { reference: '1a2b3c4d', code: 'RangeError', id });
    await log.close();
    const shown: string[] = [];
    const out = vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean(shown.push(String(text))));
    const asked = ['SERVER.UNEXPECTED 1a2b3c4d', '1A2B 3C4D', '(1a2b3c4d)', 'SERVER.UNEXPECTED: 1a2b3c4d.', id];
    try {
      for (const one of asked) await showLog(folder, one);
    } finally {
      out.mockRestore();
    }
    expect(shown).toHaveLength(asked.length);
    await expect(showLog(folder, 'SERVER.UNEXPECTED')).rejects.toMatchObject({ exitCode: EXIT.notFound });
  });

  it('[E101] turns the log of PostgreSQL over, which goes on writing in it', async () => {
    const file = join(folder, 'postgres.log');
    const end = keepBounded(file, 5, 1_000);
    for (let line = 0; line < 30; line += 1) {
      await appendFile(file, `${line} ${'x'.repeat(100)}\n`);
      await expect.poll(async () => (await stat(file)).size).toBeLessThanOrEqual(1_000);
    }
    end();
    expect((await stat(`${file}.1`)).size).toBeGreaterThan(1_000);
    expect((await readdir(folder)).sort()).toEqual(['postgres.log', 'postgres.log.1']);
  });

  it('[E104] shows each line in a form for people', async () => {
    let shown = '';
    const log = new ProductLog(folder, { show: (text) => (shown += text) });
    log.own.warn('program ended', { of: 'worker', ofPid: 13, code: 'SIGKILL' });
    expect(shown).toMatch(/^\S+Z warn +launcher \(\d+\) .*program ended: worker \(13\), code SIGKILL\n$/);
    log
      .hear('engine', 12)
      .take(`${JSON.stringify({ event: 'uncaught', frames: '    at decide (file:///a.ts:1:2)' })}\n`);
    expect(shown).toContain('\n    at decide (file:///a.ts:1:2)\n');
    await log.close();
  });

  it('[E104] shows what was printed as it is to whoever asks for a plain console, and keeps nothing of it', async () => {
    let shown = '';
    vi.stubEnv('LOG_CONSOLE', 'plain');
    const log = new ProductLog(folder, { show: (text) => (shown += text) });
    log.hear('engine', 12).take('Jansen\n');
    vi.unstubAllEnvs();
    log.own.info('ended');
    await log.close();
    expect(shown).toMatch(/^Jansen\n/);
    expect(await written()).toContain('ended');
    expect(await written()).not.toContain('Jansen');
  });
});

describe('what is kept of lines that no logger wrote', () => {
  it('[E100] is how many, a code of Node, and places that are files of the product', () => {
    const file = join(ROOT, 'vitest.config.ts');
    const text = `${file}:12
TypeError: Jansen
    at Jansen (/home/jansen/huis.ts:1:1)
    at read (file://${file}:3:4) {
  code: 'ERR_INVALID_URL',
  input: 'Jansen'
}`;
    const fields = { count: 7, code: 'ERR_INVALID_URL', frames: `    at ${file}:3:4` };
    expect(printedFields(text)).toEqual(fields);
    expect(allowed(fields)).toMatchObject(fields);
    expect(printedFields('FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory')).toEqual({
      count: 1,
      code: 'OUT_OF_MEMORY',
      frames: undefined,
    });
  });
});
