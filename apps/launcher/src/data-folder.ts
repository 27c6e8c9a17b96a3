import { access, chmod, constants, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { eraseCluster, hasCluster, isServedByAnother } from '@buurtbalans/embedded';
import { FolderLock } from './folder-lock.ts';
import { readSecrets, replaceSigningKey, type Secrets } from './secrets.ts';
import { DiskFull, EXIT, StartError } from './start-error.ts';
import { unfinished, writeWhole } from './write-whole.ts';

/** What whoever holds a data folder tells of itself there. It informs, and decides nothing: the lock does. */
export interface RunFile {
  readonly pid: number;
  /** Where the product answers, once it does. */
  readonly url?: string;
  readonly databaseUrl?: string;
}

/** For its owner alone; as root the user `postgres` has to get through to its own folder in it. */
const MODE = process.getuid?.() === 0 ? 0o711 : 0o700;

/** The data folder of one installation. */
export class DataFolder {
  readonly path: string;
  #lock: FolderLock | undefined;

  constructor(path: string) {
    this.path = resolve(path);
  }

  get postgres(): string {
    return join(this.path, 'postgres');
  }

  /** Squares of the background map, which can be fetched again. */
  get tiles(): string {
    return join(this.path, 'tiles');
  }

  /** Makes the folder and checks that it can be written. */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.path, { recursive: true, mode: MODE });
      await access(this.path, constants.W_OK);
      await chmod(this.path, MODE);
    } catch (error) {
      throw this.notWritten((error as NodeJS.ErrnoException).code);
    }
  }

  /** Takes the folder for this process until `release`, or until the process is gone. False when another has it. */
  async claim(): Promise<boolean> {
    try {
      this.#lock = FolderLock.take(join(this.path, 'lock'));
    } catch (error) {
      throw this.notWritten((error as { errstr?: string }).errstr ?? (error as Error).message);
    }
    if (!this.#lock) return false;
    try {
      if (await isServedByAnother(this.postgres)) return this.unlock();
      for (const file of [this.runFile, this.secretsFile]) await rm(unfinished(file), { force: true });
      await this.tell({ pid: process.pid });
      return true;
    } catch (error) {
      this.unlock();
      throw error;
    }
  }

  /** Who has the folder, as far as it told. */
  async holder(): Promise<Partial<RunFile>> {
    const text = await readFile(this.runFile, 'utf8').catch(() => '');
    try {
      const told = JSON.parse(text) as Partial<Record<keyof RunFile, unknown>> | null;
      return {
        ...(Number.isInteger(told?.pid) && { pid: told?.pid as number }),
        ...(typeof told?.url === 'string' && { url: told.url }),
        ...(typeof told?.databaseUrl === 'string' && { databaseUrl: told.databaseUrl }),
      };
    } catch {
      return {};
    }
  }

  /** The error of whoever comes second. */
  async inUse(): Promise<StartError> {
    const { pid, url } = await this.holder();
    const who = pid === undefined ? '' : ` (proces / process ${pid})`;
    return new StartError(
      url
        ? `Buurtbalans draait al op deze map / already runs on this folder: ${url}${who}`
        : `er start al een Buurtbalans op deze map, of een opdracht is er bezig; probeer het zo weer / Buurtbalans already starts on this folder, or a command is at work; try again in a moment: ${this.path}${who}`,
      EXIT.inUse,
    );
  }

  /** Tells who has the folder and where it answers. */
  async tell(run: RunFile): Promise<void> {
    await writeWhole(this.runFile, JSON.stringify(run)).catch((error: NodeJS.ErrnoException) => {
      throw this.notWritten(error.code);
    });
  }

  async release(): Promise<void> {
    if (!this.#lock) return;
    await rm(this.runFile, { force: true }).finally(() => this.unlock());
  }

  /** @throws StartError when they are gone or damaged and something needs them: the cluster here, or another database */
  async secrets(): Promise<Secrets> {
    const entries = await readdir(this.path);
    const needsThem = process.env.DATABASE_URL
      ? ['secrets.json', 'postgres'].some((name) => entries.includes(name))
      : await hasCluster(this.postgres);
    return readSecrets(this.secretsFile, !needsThem);
  }

  /**
   * Takes over the signing key of an installation whose backup comes here; the password of the database stays; for whoever
   * holds the folder.
   */
  async takeOverSigningKey(signingKey: string): Promise<void> {
    const secrets = await this.secrets();
    if (secrets.signingKey === signingKey) return;
    await replaceSigningKey(this.secretsFile, secrets, signingKey);
  }

  /** Erases the database, its server included, and only that. */
  async erase(): Promise<void> {
    await eraseCluster(this.postgres);
  }

  private unlock(): false {
    this.#lock?.release();
    this.#lock = undefined;
    return false;
  }

  private notWritten(why: string | undefined): StartError {
    if (why === 'ENOSPC' || why === 'EDQUOT' || why?.includes('full')) return new DiskFull(this.path);
    return new StartError(
      `${this.path}: hier kan niet worden geschreven; start als de eigenaar van deze map of kies een andere (--data) / cannot be written; start as the owner of this folder or choose another (--data) (${why})`,
    );
  }

  private get secretsFile(): string {
    return join(this.path, 'secrets.json');
  }

  private get runFile(): string {
    return join(this.path, 'run.json');
  }
}
