import { allowed, createLog, type Log, type LogLine, tellCounted, thresholdOf } from '@buurtbalans/logging';
import { join } from 'node:path';
import { printedFields } from './printed.ts';
import { readable } from './readable.ts';
import { RollingFile, type RollingOptions } from './rolling-file.ts';

/** Longest line that is taken from a program, in characters. */
const LINE = 64_000;

/** What Node says of its inspector at each start. */
const INSPECTOR = /^(Debugger (listening on|attached|ending)|For help, see: |Waiting for the debugger)/;

/** Where the log of a data folder lies. */
export const logFolder = (dataDir: string): string => join(dataDir, 'logs');

/** What one program says, line by line. */
export interface Heard {
  /** Takes what it printed, in pieces as they come. */
  take(chunk: string): void;
  /** Nothing more comes: what it printed last may have no line break. */
  end(): void;
  /** Code of the last line that told of an error. */
  readonly lastCode: string | undefined;
}

/**
 * The log of a product: the launcher's own lines and those that its programs print, in the order in which they came, in one
 * file that is turned over. The launcher is the only one that writes it; whatever comes in passes the allow list once more.
 */
export class ProductLog {
  /** The launcher’s own lines. */
  readonly own: Log;
  readonly #file: RollingFile;
  readonly #show: ((text: string) => void) | undefined;

  /** `show` gets each line in a form for people. */
  constructor(
    dataDir: string,
    options: {
      readonly show?: ((text: string) => void) | undefined;
      readonly onUnwritable?: RollingOptions['onUnwritable'];
    } = {},
  ) {
    this.#show = options.show;
    this.#file = new RollingFile(logFolder(dataDir), {
      ...(options.onUnwritable && { onUnwritable: options.onUnwritable }),
      lostLine: (count) =>
        `${JSON.stringify(allowed({ level: 'warn', program: 'launcher', event: 'lines lost', count }))}\n`,
    });
    this.own = createLog({
      program: 'launcher',
      threshold: thresholdOf(process.env['LOG_LEVEL']),
      write: (line) => this.#write(JSON.parse(line) as LogLine),
    });
  }

  /** What a program of that name and process prints. */
  hear(program: string, pid: number): Heard {
    const from = { program, pid };
    let rest = '';
    let lastCode: string | undefined;
    const keep = (line: LogLine): void => {
      if (line.code !== undefined && ['error', 'fatal'].includes(line.level)) lastCode = line.code;
      this.#write(line);
    };
    const takeLines = (lines: readonly string[]): void => {
      const printed: string[] = [];
      for (const line of lines) {
        const record = recordOf(line);
        if (record) keep(allowed({ ...record, ...from }));
        else if (line.trim() !== '') printed.push(line);
      }
      // for whoever develops, on the terminal alone
      const isPlain = process.env['LOG_CONSOLE'] === 'plain';
      if (isPlain) for (const line of printed.filter((one) => !INSPECTOR.test(one))) this.#show?.(`${line}\n`);
      if (printed.length > 0 && !isPlain)
        keep(allowed({ ...printedFields(printed.join('\n')), ...from, level: 'warn', event: 'printed' }));
    };
    return {
      take: (chunk) => {
        const lines = (rest + chunk).split('\n');
        rest = (lines.pop() ?? '').slice(-LINE);
        takeLines(lines);
      },
      end: () => {
        const last = rest;
        rest = '';
        takeLines([last]);
      },
      get lastCode() {
        return lastCode;
      },
    };
  }

  /** Resolves once everything is written or dropped. */
  close(): Promise<void> {
    tellCounted();
    return this.#file.close();
  }

  #write(line: LogLine): void {
    this.#file.write(`${JSON.stringify(line)}\n`);
    this.#show?.(`${readable(line)}\n`);
  }
}

/** A line as a program's log wrote it. */
export function recordOf(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}
