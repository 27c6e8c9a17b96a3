import { randomBytes } from 'node:crypto';
import { access, chmod, constants, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { findRunningServer } from '@buurtbalans/embedded';
import { StartError } from './options.ts';

/** Secrets of one installation; made once. */
export interface Secrets {
  readonly databasePassword: string;
  readonly signingKey: string;
}

/** What a running product leaves in its data folder, for the command line. */
export interface RunFile {
  readonly pid: number;
  readonly url: string;
  readonly databaseUrl: string;
}

/** The data folder of one installation. */
export class DataFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = resolve(path);
  }

  get postgres(): string {
    return join(this.path, 'postgres');
  }

  /** Makes the folder and checks that it can be written. */
  async prepare(): Promise<void> {
    try {
      await mkdir(this.path, { recursive: true, mode: 0o755 });
      await access(this.path, constants.W_OK);
      await chmod(this.path, 0o755);
    } catch (error) {
      throw new StartError(`${this.path}: hier kan niet worden geschreven / cannot be written (${(error as NodeJS.ErrnoException).code})`);
    }
  }

  async secrets(): Promise<Secrets> {
    const file = join(this.path, 'secrets.json');
    const known = await readFile(file, 'utf8').catch(() => undefined);
    if (known) return JSON.parse(known) as Secrets;
    const made: Secrets = { databasePassword: randomBytes(18).toString('base64url'), signingKey: randomBytes(32).toString('base64url') };
    await writeFile(file, JSON.stringify(made), { mode: 0o600 });
    return made;
  }

  /** The product that runs on this folder, if one does. */
  async running(): Promise<RunFile | undefined> {
    const text = await readFile(this.runFile, 'utf8').catch(() => undefined);
    if (!text) return undefined;
    const run = JSON.parse(text) as RunFile;
    try {
      process.kill(run.pid, 0);
      return run;
    } catch {
      return undefined;
    }
  }

  async writeRun(run: RunFile): Promise<void> {
    await writeFile(this.runFile, JSON.stringify(run), { mode: 0o600 });
  }

  async clearRun(): Promise<void> {
    await rm(this.runFile, { force: true });
  }

  /** Erases the database, and only that; a server that was left behind on it is ended first. */
  async erase(): Promise<void> {
    const left = await findRunningServer(this.postgres);
    if (left) {
      process.kill(left.pid, 'SIGQUIT');
      while (await findRunningServer(this.postgres)) await new Promise((done) => setTimeout(done, 50));
    }
    await rm(this.postgres, { recursive: true, force: true });
  }

  private get runFile(): string {
    return join(this.path, 'run.json');
  }
}
