import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { EmbeddedError } from './embedded-error.ts';

const run = promisify(execFile);
const USER = 'postgres';

/** A user of the system. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
}

/** Whom PostgreSQL runs as when we are root, which it refuses: the user `postgres`, made when missing. Otherwise nobody else. */
export async function unprivilegedIdentity(): Promise<Identity | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  try {
    return await identityOf(USER).catch(async () => {
      await run('groupadd', ['--force', USER]);
      await run('useradd', ['-g', USER, USER]);
      return identityOf(USER);
    });
  } catch (cause) {
    throw new EmbeddedError({ code: 'NO_USER' }, cause);
  }
}

async function identityOf(user: string): Promise<Identity> {
  const [uid, gid] = await Promise.all(
    ['-u', '-g'].map(async (flag) => Number((await run('id', [flag, user])).stdout)),
  );
  return { uid: uid!, gid: gid! };
}

/** Every folder above a path must be open for others, or the user `postgres` cannot get there. @throws EmbeddedError `UNREACHABLE` */
export async function checkReach(path: string): Promise<void> {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    const { mode } = await stat(folder);
    if ((mode & 0o001) === 0) throw new EmbeddedError({ code: 'UNREACHABLE', folder });
    if (folder === dirname(folder)) return;
  }
}

/** PostgreSQL runs on its own folders only. @throws EmbeddedError `OTHER_OWNER` */
export async function checkOwner(dataDir: string, identity: Identity | undefined): Promise<void> {
  const wanted = identity?.uid ?? process.getuid?.();
  const owner = await stat(dataDir).then(
    ({ uid }) => uid,
    () => undefined,
  );
  if (wanted !== undefined && owner !== undefined && owner !== wanted)
    throw new EmbeddedError({ code: 'OTHER_OWNER', folder: dataDir, owner });
}
