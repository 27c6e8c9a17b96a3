interface Thrown {
  readonly name?: unknown;
  readonly message?: unknown;
  readonly code?: unknown;
  readonly stack?: unknown;
}

/** What may be told of an error: its code or its name. A message can hold what somebody wrote. */
export function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as Thrown;
  if (typeof code === 'string' && /^[\w.]{1,60}$/.test(code)) return code;
  return typeof name === 'string' && /^\w{1,60}$/.test(name) ? name : 'Error';
}

/** A place in a script: of a file by its address or path, or of Node itself. */
const FILE = String.raw`(?:(?:file:\/\/)?(?:\/|[A-Z]:[\\/])[^\s()]{1,300}\.(?:[cm]?[jt]s|svelte)|node:[\w/]{1,80}):\d{1,7}(?::\d{1,7})?`;
const CALLER = String.raw`(?:async |new ){0,2}[\w$.#<>]{1,120}(?: \[as [\w$.#]{1,80}\])?`;
const FRAME = new RegExp(
  String.raw`^\s+at (?:(?:async )?${FILE}|${CALLER} \((?:${FILE}|<anonymous>|native|index \d{1,6})\))$`,
);
const PLACE = new RegExp(String.raw`${FILE}(?=\)?$)`);
const MOST = 10;

/** The lines of a text that are lines of a stack, each with its place; ten at most, and empty when there is none. */
export function framesIn(text: string): string {
  return text
    .split('\n')
    .filter((line) => FRAME.test(line))
    .slice(0, MOST)
    .join('\n');
}

/**
 * Where an error comes from: its own stack, without the message above it, whatever lines that has, and without what made
 * it, which a logger may have written below.
 */
export function framesOf(error: unknown): string {
  const { stack, name, message } = (error ?? {}) as Thrown;
  if (typeof stack !== 'string') return '';
  const said = typeof message === 'string' ? message : '';
  // the name can hold as much, when somebody gave it one
  const head = [`${String(name)}: ${said}`, said].find((text) => text !== '' && stack.includes(text));
  if (head !== undefined) return framesIn(ownLines(stack.slice(stack.indexOf(head) + head.length)).join('\n'));
  const [first = '', ...below] = stack.split('\n');
  if (said === '' && /^\w*$/.test(first.trim())) return framesIn(ownLines(['', ...below].join('\n')).join('\n'));
  // the message was another when the stack was made: which lines it has is not known, so only places are told
  const from = below.findIndex(isOfStack);
  return ownLines(['', ...below.slice(Math.max(from, 0))].join('\n'))
    .flatMap((line) => (FRAME.test(line) ? (PLACE.exec(line)?.[0] ?? []) : []))
    .slice(0, MOST)
    .map((place) => `    at ${place}`)
    .join('\n');
}

const isOfStack = (line: string): boolean => /^\s+at /.test(line);

/** The lines below the first, as far as they are of one stack. */
function ownLines(text: string): string[] {
  const lines = text.split('\n').slice(1);
  const end = lines.findIndex((line) => !isOfStack(line));
  return end === -1 ? lines : lines.slice(0, end);
}
