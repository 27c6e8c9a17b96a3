import { codeOf, framesIn, framesOf } from '@buurtbalans/contracts';
import { EVENTS, LEVELS, type LogEvent, type LogLevel } from './events.ts';
import { isCode, isRoute, JOBS, KEY_WORDS, METHODS, PARTS, PROGRAMS } from './known.ts';

/** What may be told beside what happened: places, codes, numbers and ids. */
export interface LogFields {
  /** The number that a user was shown: eight hexadecimal digits. */
  readonly reference?: string | undefined;
  /** Number of the request within its process. */
  readonly requestId?: string | undefined;
  readonly method?: string | undefined;
  /** Pattern of the address, such as `/trajectories/:id`; never the address. */
  readonly route?: string | undefined;
  readonly status?: number | undefined;
  readonly durationMs?: number | undefined;
  /** Code of the product, the database or the system, or the name of the error. */
  readonly code?: string | undefined;
  /** Where it comes from: lines of a stack, as `framesOf` gives them. */
  readonly frames?: string | undefined;
  /** Part of a program, such as `timers`. */
  readonly part?: string | undefined;
  readonly job?: string | undefined;
  /** Ids of what it was about: UUIDs, with words of ours between them. */
  readonly id?: string | undefined;
  readonly count?: number | undefined;
  /** The program that the launcher tells of. */
  readonly of?: string | undefined;
  readonly ofPid?: number | undefined;
}

/** One line of a log. */
export interface LogLine extends LogFields {
  /** Moment by UTC, ISO 8601. */
  readonly time: string;
  readonly level: LogLevel;
  readonly program: string;
  readonly pid: number;
  readonly event: LogEvent;
}

type Shape = (value: unknown) => unknown;

const text =
  (pattern: RegExp): Shape =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? value : undefined;
const number: Shape = (value) =>
  typeof value === 'number' && Number.isFinite(value) && Math.abs(value) < 1e12 ? Math.round(value) : undefined;
const oneOf =
  (known: ReadonlySet<string>): Shape =>
  (value) =>
    typeof value === 'string' && known.has(value) ? value : undefined;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/;

/** A UUID, alone or among words of ours and numbers: keys of work and of timers. */
const ids: Shape = (value) => {
  if (typeof value !== 'string' || value.length > 300) return undefined;
  let rest = value;
  let hasId = false;
  while (rest !== '') {
    const id = UUID.exec(rest)?.[0];
    const part = id ?? /^(?:\d{1,9}|[a-z]+(?:-[a-z]+)?)(?=$|[-. :])/.exec(rest)?.[0];
    if (part === undefined) return undefined;
    const word = !id && /^[a-z]/.test(part) ? [part, part.split('-')[0]!].find((one) => KEY_WORDS.has(one)) : part;
    if (word === undefined) return undefined;
    hasId ||= id !== undefined;
    rest = rest.slice(word.length);
    if (rest === '') break;
    if (!/^[-. :]./.test(rest)) return undefined;
    rest = rest.slice(1);
  }
  return hasId ? value : undefined;
};

const frames: Shape = (value) => (typeof value === 'string' && framesIn(value)) || undefined;

/** The shape that each field has to have; what has another is left out, and so is any field that is not here. */
const SHAPES: Readonly<Record<keyof LogLine, Shape>> = {
  time: text(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/),
  level: (value) => LEVELS.find((level) => level === value),
  program: oneOf(PROGRAMS),
  pid: number,
  event: (value) => EVENTS.find((event) => event === value),
  reference: text(/^[0-9a-f]{8}$/),
  requestId: text(/^req-[0-9a-z]{1,12}$/),
  method: oneOf(METHODS),
  route: (value) => (typeof value === 'string' && isRoute(value) ? value : undefined),
  status: number,
  durationMs: number,
  code: (value) => (typeof value === 'string' && isCode(value) ? value : 'Error'),
  frames,
  part: oneOf(PARTS),
  job: oneOf(JOBS),
  id: ids,
  count: number,
  of: oneOf(PROGRAMS),
  ofPid: number,
};

/**
 * The only way into a log: of a record, the fields that a line may have, each in its shape. Never a text that somebody
 * wrote, an address or a token; of an error under `err`, its code and place.
 */
export function allowed(record: Readonly<Record<string, unknown>>): LogLine {
  const line: Record<string, unknown> = { ...ofError(record['err']) };
  for (const [name, shape] of Object.entries(SHAPES)) {
    const value = record[name] === undefined ? undefined : shape(record[name]);
    if (value !== undefined) line[name] = value;
  }
  return {
    ...line,
    time: (line['time'] as string | undefined) ?? new Date().toISOString(),
    level: (line['level'] as LogLevel | undefined) ?? 'info',
    program: (line['program'] as string | undefined) ?? 'program',
    pid: (line['pid'] as number | undefined) ?? process.pid,
    event: (line['event'] as LogEvent | undefined) ?? 'other',
  };
}

/** An error as it is, or as a logger has written it down. */
function ofError(error: unknown): LogFields {
  if (typeof error !== 'object' || error === null) return {};
  const { type, name, frames: told } = error as { type?: unknown; name?: unknown; frames?: unknown };
  const thrown = error instanceof Error ? error : { ...error, name: name ?? type };
  const places = typeof told === 'string' ? framesIn(told) : framesOf(thrown);
  return { code: SHAPES.code(codeOf(thrown)) as string, frames: places || undefined };
}
