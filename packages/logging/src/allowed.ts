import { codeOf, framesOf } from '@buurtbalans/contracts';
import { EVENTS, LEVELS, type LogEvent, type LogLevel } from './events.ts';

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
const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const FRAME = /^\s+at \S.{0,400}?(:\d+\)?|<anonymous>\)?|\(native\)|\(index \d+\))$/;
/** A UUID, alone or among words and numbers of ours: keys of work and of timers. */
const IDS = new RegExp(`^(?=.*${UUID})(?:(?:${UUID}|[a-z_]{1,30}|\\d{1,9})(?:[-. :](?=.)|$)){1,12}$`);
/** As it is in the catalogue, in PostgreSQL, in Node; the name of an error; what a process ended with. */
const CODE = /^([A-Z][A-Z0-9_]{0,40}(\.[A-Z0-9_]{1,40})*|[0-9A-Z]{5}|[A-Z][A-Za-z]{1,40}|error|\d{1,3})$/;
const PROGRAM = text(/^(engine|worker|session-kit|launcher|PostgreSQL|program)$/);

const frames: Shape = (value) => {
  if (typeof value !== 'string') return undefined;
  const lines = value.split('\n').filter((line) => FRAME.test(line));
  return lines.length > 0 ? lines.slice(0, 10).join('\n') : undefined;
};

/** The shape that each field has to have; what has another is left out, and so is any field that is not here. */
const SHAPES: Readonly<Record<keyof LogLine, Shape>> = {
  time: text(/^\d{4}-\d\d-\d\dT[\d:.]{8,12}Z$/),
  level: (value) => LEVELS.find((level) => level === value),
  program: PROGRAM,
  pid: number,
  event: (value) => EVENTS.find((event) => event === value),
  reference: text(/^[0-9a-f]{8}$/),
  requestId: text(/^req-[0-9a-z]{1,12}$/),
  method: text(/^[A-Z]{3,7}$/),
  // each part is a word of ours or the name of what stands there: a code or a token has capitals or digits
  route: text(/^(\/(v1|[a-z][a-z-]{0,30}(\.[a-z]{1,8})?|:\w{1,30}|\[\.{0,3}\w{1,30}\]|\([a-z]+\)|\*)?)+$/),
  status: number,
  durationMs: number,
  code: (value) => (typeof value === 'string' && CODE.test(value) ? value : 'Error'),
  frames,
  part: text(/^[A-Za-z_]{1,40}([.-][a-z_]{1,40}){0,3}$/),
  job: text(/^[a-z]+\.[a-z]+$/),
  id: text(IDS),
  count: number,
  of: PROGRAM,
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
  const { type, name } = error as { type?: unknown; name?: unknown };
  const thrown = error instanceof Error ? error : { ...error, name: name ?? type };
  return { code: codeOf(thrown), frames: frames(framesOf(thrown)) as string | undefined };
}
