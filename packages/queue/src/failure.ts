import { errorCatalogue, type ErrorCode, framesOf, serverErrorOf } from '@buurtbalans/contracts';

/** Why a job failed: a code of the error catalogue, and for administrators a line that names no contents. */
export interface Failure {
  readonly code: ErrorCode;
  readonly detail: string | null;
}

interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly stack?: unknown;
  readonly cause?: unknown;
  readonly errors?: unknown;
  /** Node's errors of the system. */
  readonly syscall?: unknown;
  /** Errors of the PostgreSQL server. */
  readonly severity?: unknown;
}

const CONNECTION = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ECONNECTION',
  'ESOCKET',
  'EDNS',
  '57P01',
  '57P02',
  '57P03',
  '53300',
]);
const TIME = new Set(['ETIMEDOUT', 'ETIME', '57014', '55P03']);
const TIMED_OUT = /^timeout exceeded when trying to connect|timed out/i;
const CUT_OFF = /^Connection terminated|^Client has encountered a connection error|^Connection is closed/;

/** Reads off an error what may be kept of it. */
export function failureOf(error: unknown): Failure {
  const thrown = (typeof error === 'object' && error !== null ? error : {}) as Thrown;
  return { code: catalogueCodeOf(thrown), detail: detailOf(thrown) };
}

/** Its code in the catalogue. */
function catalogueCodeOf(thrown: Thrown, depth = 0): ErrorCode {
  const code = typeof thrown.code === 'string' ? thrown.code : '';
  const message = typeof thrown.message === 'string' ? thrown.message : '';
  if (Object.hasOwn(errorCatalogue, code)) return code as ErrorCode;
  if (TIME.has(code) || thrown.name === 'TimeoutError' || thrown.name === 'AbortError' || TIMED_OUT.test(message))
    return 'JOB.TIMEOUT';
  if (CONNECTION.has(code) || /^08.{3}$/.test(code) || CUT_OFF.test(message)) return 'JOB.CONNECTION';
  const shortage = serverErrorOf(code);
  if (shortage) return shortage;
  const inner = Array.isArray(thrown.errors) ? (thrown.errors as unknown[])[0] : thrown.cause;
  return typeof inner === 'object' && inner !== null && depth < 3
    ? catalogueCodeOf(inner as Thrown, depth + 1)
    : 'JOB.UNEXPECTED';
}

/**
 * Name, code and place of an error. Its message only when the system or the database server wrote it, without what it
 * quotes: any other message can hold what somebody wrote.
 */
function detailOf(thrown: Thrown): string | null {
  const isOfSystem = typeof thrown.syscall === 'string' || typeof thrown.severity === 'string';
  const parts = [
    typeof thrown.name === 'string' && /^\w{1,60}$/.test(thrown.name) ? thrown.name : 'Error',
    typeof thrown.code === 'string' && /^[\w.]{1,60}$/.test(thrown.code) ? thrown.code : '',
    isOfSystem && typeof thrown.message === 'string' ? withoutQuotes(thrown.message) : '',
    placeOf(thrown),
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

const withoutQuotes = (message: string): string =>
  message
    .split('\n', 1)[0]!
    .replace(/(["'`“‘(]).*(["'`”’)])/g, '…')
    .slice(0, 160);

function placeOf(thrown: Thrown): string {
  const frames = framesOf(thrown).split('\n');
  const own = frames.find((line) => !line.includes('node_modules') && !line.includes('node:')) ?? '';
  return /([\w.-]+\.[cm]?[jt]s:\d+)/.exec(own)?.[1] ?? '';
}

/** What is kept in the queue of a failure. */
export function writeFailure({ code, detail }: Failure): string {
  return detail === null ? code : `${code} ${detail}`;
}

/** Reads what is kept; what the queue itself wrote is known by its words, and anything else is not passed on. */
export function readFailure(kept: string | undefined): Failure {
  const [code = '', ...rest] = (kept ?? '').split(' ');
  if (Object.hasOwn(errorCatalogue, code)) return { code: code as ErrorCode, detail: rest.join(' ') || null };
  if (/stalled more than allowable limit/.test(kept ?? '')) return { code: 'JOB.STALLED', detail: null };
  return { code: 'JOB.UNEXPECTED', detail: null };
}
