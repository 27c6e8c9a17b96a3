import { errorCatalogue, type ErrorCode } from '@buurtbalans/contracts';
import type { ImportProblem } from '@buurtbalans/database';
import { FiguresError } from '@buurtbalans/figures';
import { GeoError } from '@buurtbalans/geo';

/** A file over which reading or storing fell in a way that nobody foresaw: it is the file all the same. */
export class UnreadableFile extends Error {
  readonly file: string;

  constructor(file: string, cause: unknown) {
    super('a file cannot be read', { cause });
    this.file = file;
  }
}

/** Whether a database cannot store a value: one that is no text, or no number that fits. */
export const isUnstorable = (error: unknown): boolean =>
  /^(21|22|23)/.test(String((error as { code?: unknown } | null)?.code));

/** What is wrong with a file, by codes of the catalogue; undefined when it was not the file. */
export function importProblemsOf(error: unknown): (ImportProblem & { readonly code: ErrorCode })[] | undefined {
  if (error instanceof UnreadableFile) return [{ code: 'IMPORT.UNREADABLE', details: { file: error.file } }];
  const problems = error instanceof FiguresError ? error.problems : error instanceof GeoError ? [error] : undefined;
  return problems?.every(({ code }) => Object.hasOwn(errorCatalogue, code))
    ? problems.map(({ code, details }) => ({ code: code as ErrorCode, details: { ...details } }))
    : undefined;
}
