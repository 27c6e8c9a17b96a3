import type { Chance } from '../chance.ts';

const RAW = '\u0001raw:';

/** A piece of JSON text as it stands, which no value of JavaScript is written as; `toText` puts it in. */
export const raw = (text: string): string => `${RAW}${Buffer.from(text).toString('base64')}\u0001`;

/** A value as JSON text, with what is {@link raw} in it. */
export const toText = (value: unknown): string =>
  (JSON.stringify(value) ?? '').replaceAll(/"\\u0001raw:([\w+/=]*)\\u0001"/g, (_, text: string) =>
    Buffer.from(text, 'base64').toString(),
  );

const deep = (open: string, close: string, inner: string): string =>
  `${open.repeat(3_000)}${inner}${close.repeat(3_000)}`;

/** Texts that programs stumble over. */
export const TEXTS: readonly string[] = [
  '',
  ' ',
  '\0',
  'een\0twee',
  'half \ud83d',
  '\udc00\ud800',
  '\u202egnikniw\u2066',
  '\ufeffbom',
  '\r\nX-Eigen: 1',
  'a\u0301'.repeat(400),
  '👨‍👩‍👧'.repeat(200),
  'مرحبا بالعالم',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  "x' or '1'='1",
  '"; drop table journal; --',
  '%00',
  '%',
  '_',
  '\\',
  '..',
  '../../../../x',
  '{{7*7}}${7*7}<%= 7 %>',
  '<img src=x onerror=alert(1)>',
  '=1+1',
  '@a',
  'NaN',
  'null',
  'true',
  'Infinity',
  '-0',
  '1e999',
  '9007199254740993',
  '99999999999999999999999999',
  '0x10',
  '١٢٣',
  '00000000-0000-0000-0000-000000000000',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  '{00000000-0000-4000-8000-000000000000}',
  '00000000-0000-4000-8000-00000000000g',
  '0000-00-00',
  '2023-02-30',
  '2024-02-29',
  '9999-12-31',
  '0001-01-01',
  '10000-01-01',
  '-271821-04-20T00:00:00.000Z',
  '+275760-09-13T00:00:00.000Z',
  '9999-12-31T23:59:59.999-14:00',
  '0000-01-01T00:00:00Z',
  '2023-03-26T02:30:00+01:00',
  '2016-12-31T23:59:60Z',
  'a'.repeat(300),
  'woord '.repeat(2_000),
  'a'.repeat(70_000),
];

/** What is no text, or no JSON that anybody would write. */
const VALUES: readonly unknown[] = [
  null,
  true,
  false,
  0,
  1,
  -1,
  0.5,
  2 ** 31,
  2 ** 53,
  -(2 ** 53) - 2,
  1e308,
  raw('-0'),
  raw('1e999'),
  raw('-1e999'),
  raw('1e-400'),
  raw('9007199254740993'),
  raw('9223372036854775808'),
  raw(`${'9'.repeat(400)}`),
  raw('0.1000000000000000055511151231257827'),
  [],
  [[]],
  [null],
  ['a', 'a'],
  {},
  { length: 5 },
  { toString: 1, valueOf: 1, toJSON: 1 },
  raw('{"then":1}'),
  raw('{"__proto__":{"role":"administrator"}}'),
  raw('{"constructor":{"prototype":{"x":1}}}'),
  raw('{"a":1,"a":2}'),
  raw(deep('[', ']', '')),
  raw(deep('{"a":', '}', '1')),
  Array.from({ length: 2_000 }, (_, at) => at),
  Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`k${at}`, at])),
];

/** Something that nobody should send. */
// a copy: what is made of it later must not come back with the next
export const hostile = (chance: Chance): unknown =>
  chance.happens(0.5) ? chance.pick(TEXTS) : structuredClone(chance.pick(VALUES));

type Holder = Record<string, unknown>;

/** Puts something hostile somewhere into a value, which is changed; gives what takes its place. */
export function spoil(value: unknown, chance: Chance): unknown {
  if (typeof value !== 'object' || value === null || chance.happens(0.04)) return hostile(chance);
  const holder = value as Holder;
  const keys = Object.keys(holder);
  if (keys.length === 0 || chance.happens(0.06)) {
    if (!Array.isArray(value)) holder[chance.pick(['__proto__x', 'constructor', 'id', 'role', 'x'])] = hostile(chance);
    return value;
  }
  const key = chance.pick(keys);
  if (chance.happens(0.12)) delete holder[key];
  else if (chance.happens(0.13)) holder[key] = [holder[key]];
  else if (chance.happens(0.08)) holder[key] = raw(`${toText(holder[key])},${toText(key)}:${toText(hostile(chance))}`);
  else if (chance.happens(0.5)) holder[key] = spoil(holder[key], chance);
  else holder[key] = hostile(chance);
  return value;
}

/** Wrecks the text of a body as a whole. */
export function wreck(text: string, chance: Chance): string | Buffer {
  return chance.pick<() => string | Buffer>([
    () => text.slice(0, chance.below(text.length + 1)),
    () => `${text}${text}`,
    () => `\ufeff${text}`,
    () => `[${text}]`,
    () => '',
    () => ' ',
    () => 'NaN',
    () => `{'a':1}`,
    () => text.replaceAll('"', "'"),
    () => text.replace('{', '{"__proto__":{"isAdmin":true},'),
    () => text.replace('}', ',}'),
    () =>
      Buffer.concat([
        Buffer.from(text.slice(0, 20)),
        Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
        Buffer.from(text.slice(20)),
      ]),
    () => Buffer.from(text, 'utf16le'),
    () => deep('[', ']', ''),
    () => `{"a":"${'x'.repeat(1_100_000)}"}`,
  ])();
}
