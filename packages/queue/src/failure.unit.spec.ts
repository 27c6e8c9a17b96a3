import { framesOf } from '@buurtbalans/contracts';
import { describe, expect, it } from 'vitest';
import { failureOf, readFailure, writeFailure } from './failure.ts';

const thrown = (message: string, more: object = {}): Error => Object.assign(new Error(message), more);

describe('what is kept of a failure', () => {
  it.each([
    [thrown('connect ECONNREFUSED 127.0.0.1:5432', { code: 'ECONNREFUSED', syscall: 'connect' }), 'JOB.CONNECTION'],
    [thrown('Connection terminated unexpectedly'), 'JOB.CONNECTION'],
    [
      thrown('terminating connection due to administrator command', { code: '57P01', severity: 'FATAL' }),
      'JOB.CONNECTION',
    ],
    [
      thrown('could not extend file: No space left on device', { code: '53100', severity: 'ERROR' }),
      'SERVER.DISK_FULL',
    ],
    [thrown('ENOSPC: no space left on device, write', { code: 'ENOSPC', syscall: 'write' }), 'SERVER.DISK_FULL'],
    [thrown('out of memory', { code: '53200', severity: 'ERROR' }), 'SERVER.OUT_OF_MEMORY'],
    [thrown('x', { cause: thrown('reset', { code: 'ECONNRESET' }) }), 'JOB.CONNECTION'],
    [new AggregateError([thrown('refused', { code: 'ECONNREFUSED' })]), 'JOB.CONNECTION'],
    [thrown('canceling statement due to statement timeout', { code: '57014', severity: 'ERROR' }), 'JOB.TIMEOUT'],
    [AbortSignal.abort().reason, 'JOB.TIMEOUT'],
    [thrown('too large', { code: 'REPORT.TOO_LARGE' }), 'REPORT.TOO_LARGE'],
    [thrown('what'), 'JOB.UNEXPECTED'],
    ['a text', 'JOB.UNEXPECTED'],
    [undefined, 'JOB.UNEXPECTED'],
  ])('[E22] knows %s as %s', (error, code) => {
    expect(failureOf(error).code).toBe(code);
    expect(readFailure(writeFailure(failureOf(error)))).toEqual(failureOf(error));
  });

  it('[E22] keeps no message that could hold what somebody wrote', () => {
    const errors = [
      thrown('Jansen woont op nr. 12'),
      thrown('duplicate key (naam)=(Jansen) already exists', { code: '23505', severity: 'ERROR' }),
      thrown('invalid input syntax for type uuid: "Jansen"\nDETAIL: Jansen', { code: '22P02', severity: 'ERROR' }),
      thrown("ENOENT: no such file or directory, open '/tmp/Jansen.csv'", { code: 'ENOENT', syscall: 'open' }),
      Object.assign(thrown('x'), { name: 'Jansen (oud)' }),
      Object.assign(thrown('x'), { code: 'code van Jansen' }),
    ];
    for (const error of errors) expect(`${writeFailure(failureOf(error))} ${framesOf(error)}`).not.toContain('Jansen');
    expect(failureOf(errors[2]).detail).toMatch(
      /^Error · 22P02 · invalid input syntax for type uuid: … · failure\.unit\.spec\.ts:\d+$/,
    );
  });

  it('[E22] passes nothing on that it does not know', () => {
    expect(readFailure('meneer Jansen')).toEqual({ code: 'JOB.UNEXPECTED', detail: null });
    expect(readFailure(undefined)).toEqual({ code: 'JOB.UNEXPECTED', detail: null });
    expect(readFailure('job stalled more than allowable limit')).toEqual({ code: 'JOB.STALLED', detail: null });
  });
});
