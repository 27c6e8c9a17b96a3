import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The name of a file until it is whole; a crash can leave it. */
export function unfinished(path: string): string {
  return `${path}.new`;
}

/**
 * Writes a file that is there whole or not at all, whatever happens in between: under another name, then renamed, and
 * both noted on the disk. Only its owner can read it.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await fillWhole(path, (file) => file.writeFile(text));
}

/** As {@link writeWhole}, for what is too large to be held: `fill` writes it. */
export async function fillWhole(path: string, fill: (file: FileHandle) => Promise<void>): Promise<void> {
  const written = unfinished(path);
  try {
    const file = await open(written, 'w', 0o600);
    try {
      await fill(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(written, path);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}
