/** Words for the numbers that stand for how bad something is. */
const LEVELS: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
/** What is the same on every line, or stands before it. */
const LEFT_OUT = ['level', 'time', 'pid', 'hostname', 'msg', 'message', 'name'];

/** A line of a program as somebody reads it on a terminal: what is JSON becomes words, anything else stays as it is. */
export function readable(program: string, line: string): string {
  const entry = entryOf(line);
  if (!entry) return `${program.padEnd(11)} ${line}`;
  const { level, msg, message } = entry;
  const how = typeof level === 'number' ? (LEVELS[level] ?? String(level)) : typeof level === 'string' ? level : '';
  const rest = Object.entries(entry)
    .filter(([name]) => !LEFT_OUT.includes(name))
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`);
  return [
    program.padEnd(11),
    how.padEnd(5),
    ...[msg, message].filter((text) => typeof text === 'string'),
    ...rest,
  ].join(' ');
}

function entryOf(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

/** Cuts what a program writes into lines, and gives each on. */
export function linesTo(tell: (line: string) => void): (chunk: Buffer) => void {
  const decoder = new TextDecoder();
  let left = '';
  return (chunk) => {
    const lines = (left + decoder.decode(chunk, { stream: true })).split(/\r?\n/);
    left = lines.pop()!;
    for (const line of lines) if (line.trim() !== '') tell(line);
  };
}
