import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, rm, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A real file system that is small enough to be filled. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all room that is left. */
  fill(): Promise<void>;
  /** Gives back what was taken. */
  free(): Promise<void>;
  remove(): Promise<void>;
}

/** Mounts one in memory; undefined where that is not allowed, as without root. */
export async function mountSmallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-disk-'));
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  } catch {
    await rm(folder, { recursive: true });
    return undefined;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    async fill() {
      for (const size of [1024 * 1024, 4096]) {
        const isRoom = (): Promise<boolean> =>
          appendFile(filler, Buffer.alloc(size)).then(
            () => true,
            () => false,
          );
        while (await isRoom());
      }
    },
    free: () => unlink(filler),
    async remove() {
      await run('umount', ['-l', folder]);
      await rm(folder, { recursive: true });
    },
  };
}
