import type { Found } from './found.ts';
import type { Reading } from './reading.ts';

const LOCAL = /[\p{L}\p{Nd}._%+-]/u;
const HOST = /[\p{L}\p{Nd}.-]/u;
/** As long as each side of an address can be. */
const [LONGEST_LOCAL, LONGEST_HOST] = [64, 255];

/** Addresses of e-mail: what stands around an at sign. */
export function emailsIn(reading: Reading): Found[] {
  const { text } = reading;
  const found: Found[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL.test(text[start - 1]!)) start -= 1;
    let end = at + 1;
    while (end < text.length && end - at < LONGEST_HOST && HOST.test(text[end]!)) end += 1;
    reading.steps += end - start;
    while (text[end - 1] === '.' || text[end - 1] === '-') end -= 1;
    if (start < at && text.slice(at + 1, end).includes('.')) found.push({ kind: 'email', start, end });
  }
  return found;
}
