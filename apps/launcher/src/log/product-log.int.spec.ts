import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allowed } from '@buurtbalans/logging';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ROOT } from '../options.ts';
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
    await log.close();
    expect(shown).toMatch(/^Jansen\n/);
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
