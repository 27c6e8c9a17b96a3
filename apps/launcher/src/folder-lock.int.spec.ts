import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FolderLock } from './folder-lock.ts';

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'buurtbalans-lock-'));
  file = join(folder, 'lock');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const MODULE = new URL('./folder-lock.ts', import.meta.url).href;

/** A process that takes the lock, starts one of its own that outlives it, and says what came of it. */
async function taker(): Promise<{ process: ChildProcess; said: string; outlives: number }> {
  const script = `
    const { FolderLock } = await import(${JSON.stringify(MODULE)});
    const { spawn } = await import('node:child_process');
    const lock = FolderLock.take(${JSON.stringify(file)});
    const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore' });
    process.stdout.write((lock ? 'taken ' : 'held ') + child.pid);
    setInterval(() => lock, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = (await once(child.stdout, 'data')) as [Buffer];
  const [said, outlives] = String(chunk).split(' ');
  return { process: child, said: said!, outlives: Number(outlives) };
}

describe('the lock of a data folder', { timeout: 30_000 }, () => {
  it('[E60] is held by one process, and free once that is killed, whatever it started', async () => {
    const first = await taker();
    const second = await taker();
    try {
      expect([first.said, second.said]).toEqual(['taken', 'held']);
      expect(FolderLock.take(file)).toBeUndefined();
      first.process.kill('SIGKILL');
      await once(first.process, 'exit');
      expect(() => process.kill(first.outlives, 0)).not.toThrow();
      const lock = FolderLock.take(file);
      expect(lock).toBeDefined();
      lock!.release();
    } finally {
      for (const { process: child, outlives } of [first, second]) {
        child.kill('SIGKILL');
        process.kill(outlives, 'SIGKILL');
      }
    }
  });

  it('[E60] lets in exactly one of many who come at the same moment', async () => {
    const all = await Promise.all(Array.from({ length: 6 }, taker));
    for (const { process: child, outlives } of all) {
      child.kill('SIGKILL');
      process.kill(outlives, 'SIGKILL');
    }
    expect(all.filter(({ said }) => said === 'taken')).toHaveLength(1);
  });

  it('[E60] can be taken again by the same process once released, and not before', () => {
    const lock = FolderLock.take(file)!;
    expect(FolderLock.take(file)).toBeUndefined();
    lock.release();
    lock.release();
    const again = FolderLock.take(file);
    expect(again).toBeDefined();
    again!.release();
  });

  it('[E61] holds whatever somebody wrote in its file, and leaves nothing beside it', async () => {
    await writeFile(file, '{"pid":1}\n'.repeat(200));
    const lock = FolderLock.take(file)!;
    await expect(
      taker().then(
        ({ process: child, said, outlives }) => (child.kill('SIGKILL'), process.kill(outlives, 'SIGKILL'), said),
      ),
    ).resolves.toBe('held');
    expect(await readdir(folder)).toEqual(['lock']);
    lock.release();
  });
});
