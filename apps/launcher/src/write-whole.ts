import { open, rename, rm } from 'node:fs/promises';
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
  const written = unfinished(path);
  try {
    const file = await open(written, 'w', 0o600);
    try {
      await file.writeFile(text);
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
