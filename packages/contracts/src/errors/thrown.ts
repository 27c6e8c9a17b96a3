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

/** Where an error comes from: its stack without the message above it, whatever lines that has. */
export function framesOf(error: unknown): string {
  const { stack, name, message } = (error ?? {}) as Thrown;
  if (typeof stack !== 'string') return '';
  const said = typeof message === 'string' ? message : '';
  // the name can hold as much, when somebody gave it one
  const head = [`${String(name)}: ${said}`, said].find((text) => stack.includes(text)) ?? '';
  const below = stack.slice(stack.indexOf(head) + head.length);
  return below
    .split('\n')
    .filter((line) => /^\s+at .*(:\d+\)?|<anonymous>\)?|\(native\)|\(index \d+\))$/.test(line))
    .slice(0, 10)
    .join('\n');
}
