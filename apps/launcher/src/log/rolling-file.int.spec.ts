import { appendFile, chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { logFiles, RollingFile, type RollingOptions } from './rolling-file.ts';

let above: string;
let folder: string;
beforeEach(async () => {
  above = await mkdtemp(join(tmpdir(), 'buurtbalans-rolling-'));
  folder = join(above, 'logs');
});
afterEach(() => rm(above, { recursive: true, force: true }));

const rolling = (options: Partial<RollingOptions> = {}): RollingFile =>
  new RollingFile(folder, { lostLine: (count) => `lost ${count}\n`, ...options });
/** All that is kept, from the oldest line on. */
const kept = async (): Promise<string[]> => {
  const texts = await Promise.all(logFiles(folder).map((file) => readFile(file, 'utf8').catch(() => '')));
  return texts.join('').split('\n').filter(Boolean);
};

describe('a log file', () => {
  it('[E101] is turned over by size, keeps so many files and no more, in order and from one start to the next', async () => {
    for (let start = 0; start < 4; start += 1) {
      const file = rolling({ bytes: 1_000, files: 3 });
      for (let line = 0; line < 50; line += 1) {
        file.write(`${start * 50 + line} ${'x'.repeat(40)}\n`);
        await file.close();
      }
    }
    const names = await readdir(folder);
    expect(names.sort()).toEqual(['buurtbalans.log', 'buurtbalans.log.1', 'buurtbalans.log.2']);
    for (const name of names) expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(1_000);
    const numbers = (await kept()).map((line) => Number(line.split(' ')[0]));
    expect(numbers).toEqual(numbers.map((_, at) => 200 - numbers.length + at));
    expect(numbers.length).toBeGreaterThan(40);
  });

  it('[E101] that cannot be written loses lines, says so once, and goes on with how many they were', async () => {
    await writeFile(folder, 'a file where the folder should be');
    const told: string[] = [];
    const file = rolling({ onUnwritable: ({ code }) => told.push(code ?? '') });
    for (let line = 0; line < 5; line += 1) {
      file.write(`${line}\n`);
      await file.close();
    }
    expect(told).toEqual([expect.stringMatching(/^E(EXIST|NOTDIR)$/)]);
    await rm(folder);
    file.write('again\n');
    await file.close();
    expect(await kept()).toEqual(['lost 5', 'again']);
    // and once more, after it was well for a while
    await rm(folder, { recursive: true });
    await writeFile(folder, '');
    file.write('lost\n');
    await file.close();
    expect(told).toHaveLength(2);
  });

  it('[E101] begins a new line after one that was cut short', async () => {
    rolling().write('one\n');
    await expect.poll(kept).toEqual(['one']);
    await appendFile(join(folder, 'buurtbalans.log'), '{"cut":');
    const file = rolling();
    file.write('two\n');
    await file.close();
    expect(await kept()).toEqual(['one', '{"cut":', 'two']);
  });

  it('is for its owner alone', async () => {
    await chmod(above, 0o755);
    const file = rolling();
    file.write('one\n');
    await file.close();
    expect((await stat(folder)).mode & 0o077).toBe(0);
    expect((await stat(join(folder, 'buurtbalans.log'))).mode & 0o077).toBe(0);
  });
});
