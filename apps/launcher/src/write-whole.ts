import { type FileHandle, link, open, rename, rm, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Codes of a disk that has no second names. */
const NO_LINKS = /^(EPERM|ENOSYS|ENOTSUP|EOPNOTSUPP|EMLINK)$/;

/** The name of a file until it is whole; a crash can leave it. */
export function unfinished(path: string): string {
  return `${path}.new`;
}

/**
 * Writes a file that is there whole or not at all, whatever happens in between: under another name, then renamed, and
 * both noted on the disk. Only its owner can read it. One that is there is replaced.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  await fill(path, (file) => file.writeFile(text), rename);
}

/**
 * As {@link writeWhole}, for what is too large to be held: `write` writes it. It takes no name that is taken, also by
 * whoever came meanwhile. @throws EEXIST then
 */
export async function fillWhole(path: string, write: (file: FileHandle) => Promise<void>): Promise<void> {
  await fill(path, write, putBeside);
}

async function fill(
  path: string,
  write: (file: FileHandle) => Promise<void>,
  put: (written: string, path: string) => Promise<void>,
): Promise<void> {
  const written = unfinished(path);
  try {
    const file = await open(written, 'w', 0o600);
    try {
      await write(file);
      await file.sync();
    } finally {
      await file.close();
    }
    await put(written, path);
  } catch (error) {
    await rm(written, { force: true });
    throw error;
  }
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}

/** Gives a file a name that nobody has. */
async function putBeside(written: string, path: string): Promise<void> {
  try {
    await link(written, path);
  } catch (error) {
    if (!NO_LINKS.test((error as NodeJS.ErrnoException).code ?? '')) throw error;
    // a disk that knows one name for a file: the name is taken first
    await (await open(path, 'wx', 0o600)).close();
    return rename(written, path);
  }
  await unlink(written);
}
