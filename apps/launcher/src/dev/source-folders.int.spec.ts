import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ROOT } from '../options.ts';
import { sourceFolders, watchSources } from './source-folders.ts';

it('[E115] a program is made of its own sources and those of every package that it uses, however indirectly', async () => {
  const folders = (await sourceFolders(ROOT, 'apps/worker')).map((folder) => folder.slice(ROOT.length + 1));
  expect(folders).toEqual(
    expect.arrayContaining(['apps/worker/src', 'packages/reports/src', 'packages/domain/src', 'packages/queue/src']),
  );
  expect(folders.filter((folder) => /packages\/(ui|testing)|apps\/(engine|session-kit)/.test(folder))).toEqual([]);
});

describe('the sources of a program', () => {
  let folder: string;
  let changes: number;
  let end: () => void;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'buurtbalans-sources-'));
    await mkdir(join(folder, 'deep'));
    changes = 0;
    end = watchSources([folder, join(folder, 'not-there')], () => (changes += 1));
  });
  afterEach(async () => {
    end();
    await rm(folder, { recursive: true });
  });

  /** Changes something; resolves once that was heard of. */
  async function heard(change: () => Promise<unknown>): Promise<void> {
    const before = changes;
    await change();
    await expect.poll(() => changes).toBeGreaterThan(before);
  }

  it('[E115] are heard of when written in their place, put in the place of another, new, or in a new folder', async () => {
    const file = join(folder, 'deep', 'one.ts');
    await heard(() => writeFile(file, '1'));
    await heard(() => writeFile(file, '2'));
    await heard(async () => {
      await writeFile(`${file}.part`, '3');
      await rename(`${file}.part`, file);
    });
    await heard(() => rm(file));
    await mkdir(join(folder, 'new'));
    // the folder may be looked into a moment after it was made
    await expect
      .poll(async () => {
        await writeFile(join(folder, 'new', 'texts.json'), String(Math.random()));
        return changes;
      })
      .toBeGreaterThan(changes);
  });

  it('[E115] are heard of again in a folder that went and came back, deep or the first', async () => {
    for (const again of [join(folder, 'deep'), folder]) {
      await heard(() => writeFile(join(folder, 'deep', 'one.ts'), '1'));
      await heard(async () => {
        await rm(again, { recursive: true });
        await mkdir(join(folder, 'deep'), { recursive: true });
      });
      await expect
        .poll(async () => {
          await writeFile(join(folder, 'deep', 'two.ts'), String(Math.random()));
          return changes;
        })
        .toBeGreaterThan(changes);
      // and not only because it was new
      await heard(() => writeFile(join(folder, 'deep', 'two.ts'), '2'));
    }
  });

  it('[E115] are heard of once for a whole round of writing, and files for tests not at all', async () => {
    await writeFile(join(folder, 'one.unit.spec.ts'), '1');
    await writeFile(join(folder, 'given.testing.ts'), '1');
    await writeFile(join(folder, 'notes.md'), '1');
    await Promise.all(['a', 'b', 'c'].map((name) => writeFile(join(folder, `${name}.ts`), '1')));
    await expect.poll(() => changes).toBe(1);
  });
});
