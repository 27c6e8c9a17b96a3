import { EmbeddedError, type EmbeddedProblem } from '@buurtbalans/embedded';
import { describe, expect, it } from 'vitest';
import { explained } from './explained.ts';
import { EXIT, StartError } from './start-error.ts';

const PROBLEMS: readonly EmbeddedProblem[] = [
  { code: 'UNREACHABLE', folder: '/closed' },
  { code: 'OTHER_OWNER', folder: '/data/postgres', owner: 1000 },
  { code: 'NO_USER' },
  { code: 'NOT_MADE', folder: '/data/postgres', words: 'initdb: error' },
  { code: 'NOT_STARTED', log: '/data/postgres.log', words: 'FATAL' },
  { code: 'NO_SPACE', folder: '/data/postgres' },
  { code: 'WRONG_PASSWORD', folder: '/data/postgres' },
  { code: 'DAMAGED', folder: '/data/postgres' },
  { code: 'FOREIGN', folder: '/data/postgres' },
];
const coded = (code: string, path?: string): Error =>
  Object.assign(new Error(code), { code, ...(path !== undefined && { path }) });

describe('what keeps the product from starting', () => {
  it.each(PROBLEMS)('[E68] is one line in two languages: $code', (problem) => {
    const error = explained(new EmbeddedError(problem)) as StartError;
    expect(error).toBeInstanceOf(StartError);
    expect(error.message).toMatch(/^[^\n]+ \/ [^\n]+$/);
  });

  it.each([
    ['ECONNREFUSED', undefined, EXIT.temporary],
    ['57P03', undefined, EXIT.temporary],
    ['28P01', undefined, EXIT.configuration],
    ['EACCES', '/data/postgres.log', EXIT.configuration],
    ['ENOSPC', '/data/postgres.log', EXIT.temporary],
    ['EAGAIN', undefined, EXIT.temporary],
  ])('[E68] tells whether starting again can help: %s', (code, path, exitCode) => {
    expect(explained(coded(code, path))).toMatchObject({ exitCode });
  });

  it('stays a fault of ours with its place when it is one', () => {
    for (const error of [
      new TypeError('x is not a function'),
      coded('42P01'),
      coded('ENOENT', '/some/file'),
      undefined,
    ])
      expect(explained(error)).toBe(error);
  });
});
