import type { Write } from './log.ts';

/** So many characters may wait for a reader; further lines are dropped until it reads again. */
const WAITING = 1_000_000;
let lost = 0;
let isOpen = false;

/**
 * Writes to the program's standard output, and holds up nothing: a reader that stands still costs lines, and one that is
 * gone costs all of them, but neither ends the program nor lets it wait.
 */
export const toStandardOutput: Write = (line) => {
  const { stdout } = process;
  if (!isOpen) stdout.on('error', () => undefined);
  isOpen = true;
  if (stdout.writableLength > WAITING) {
    lost += 1;
    return;
  }
  if (lost > 0) {
    const { time, program, pid } = JSON.parse(line) as Record<string, unknown>;
    stdout.write(`${JSON.stringify({ time, level: 'warn', program, pid, event: 'lines lost', count: lost })}\n`);
    lost = 0;
  }
  stdout.write(line);
};
