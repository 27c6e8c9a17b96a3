import { type Endpoint, type EndpointId, endpoints } from '@buurtbalans/contracts';
import { COMMAND_TYPES, commandSchemas, LANES, shippedTemplates } from '@buurtbalans/domain';
import type { z } from 'zod';
import { API } from '../../live/participant.ts';
import type { Chance } from '../chance.ts';
import type { Caller } from './callers.ts';
import { valueOf } from './from-schema.ts';
import { spoil, TEXTS, toText, wreck } from './hostile.ts';
import type { Known } from './known.ts';

/** A request as it goes out. */
export interface FuzzRequest {
  readonly id: EndpointId;
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

const IDS = Object.keys(endpoints) as EndpointId[];
const TYPES = [
  'text/plain',
  'application/xml',
  'application/json; charset=utf-16',
  'multipart/form-data; boundary=x',
  '',
  'a',
  'application/json;',
];

/** Any endpoint, of anybody, half of it as it should be and half of it not. */
export function anyRequest(chance: Chance, known: Known, callers: readonly Caller[]): FuzzRequest {
  const id = chance.pick(IDS);
  const endpoint: Endpoint = endpoints[id];
  // whoever is let in comes further
  const welcome = callers.filter(({ role, sessionId }) => (role ? endpoint.roles?.includes(role) : sessionId));
  const caller = chance.pick(welcome.length > 0 && chance.happens(0.75) ? welcome : callers);
  const body = bodyOf(id, endpoint, chance, known);
  return {
    id,
    caller,
    method: chance.happens(0.02)
      ? chance.pick(['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])
      : endpoint.method,
    path: `${API}${pathOf(endpoint, caller, chance, known)}${queryOf(endpoint, chance, known)}`,
    headers: { ...caller.headers, ...headersOf(endpoint, body !== undefined, chance) },
    ...(body !== undefined && { body }),
  };
}

function pathOf({ path, within }: Endpoint, { sessionId }: Caller, chance: Chance, known: Known): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => {
    if (name === 'sessionId' && sessionId && within === 'session' && chance.happens(0.8)) return sessionId;
    if (name === 'lane' && chance.happens(0.9)) return chance.pick(LANES);
    if (chance.happens(0.12)) return chance.happens(0.5) ? inAddress(chance.pick(TEXTS)) : chance.pick(ADDRESSES);
    const named = known.named(name);
    return named.length > 0 && chance.happens(0.85) ? inAddress(String(chance.pick(named))) : known.id(chance);
  });
}

/** Parts of a path that are no text, or more than one. */
const ADDRESSES = [
  '%',
  '%E0%A4%A',
  '%ff',
  '%2e%2e',
  '%252e%252e',
  '..',
  '.',
  '%2f',
  '%00',
  ';a=1',
  '%5c',
  'a%0d%0ab',
  '//',
  '',
];

/** Percent-encodes; half of a sign as the bytes that it would have. */
const inAddress = (text: string): string =>
  text.isWellFormed() ? encodeURIComponent(text) : `%ED%A0%80${encodeURIComponent(text.toWellFormed())}`;

function queryOf({ query, upload }: Endpoint, chance: Chance, known: Known): string {
  if (!query) return chance.happens(0.05) ? `?${inAddress(chance.pick(TEXTS).slice(0, 3_000))}` : '';
  const value = valueOf(query, chance, known) as Record<string, unknown>;
  if (upload && chance.happens(0.9))
    Object.assign(value, { kind: chance.pick(['kwb', 'boundaries']), fileName: 'a.csv' });
  const parts = Object.entries(value).map(([key, one]) => `${key}=${inAddress(String(one))}`);
  while (chance.happens(0.3)) {
    const key = chance.pick([...Object.keys(value), '__proto__', 'x[]', 'constructor']);
    parts.push(`${key}=${chance.happens(0.1) ? '%zz' : inAddress(chance.pick(TEXTS).slice(0, 3_000))}`);
  }
  return `?${parts.join('&')}`;
}

function headersOf(endpoint: Endpoint, hasBody: boolean, chance: Chance): Record<string, string> {
  const headers: Record<string, string> = {};
  if (hasBody) headers['content-type'] = endpoint.upload ? chance.pick(endpoint.upload.mime) : 'application/json';
  if (chance.happens(0.4))
    headers['accept-language'] = chance.pick(['en', 'en-GB,en;q=0.9', 'nl', 'fr', '*', ';;;', 'x'.repeat(4_000)]);
  if (chance.happens(0.04)) headers['content-type'] = chance.pick(TYPES);
  if (chance.happens(0.06))
    Object.assign(
      headers,
      chance.pick<Record<string, string>>([
        { 'x-forwarded-for': '203.0.113.7, ::1, x' },
        { 'x-forwarded-proto': 'gopher' },
        { 'x-forwarded-host': 'elders.test' },
        { host: 'elders.test:99999' },
        { origin: 'null' },
        { 'sec-fetch-site': 'cross-site' },
        { 'last-event-id': '-9e99' },
        { 'if-none-match': '*' },
        { range: 'bytes=0-0,5-1' },
        { 'content-encoding': 'gzip' },
        { cookie: `buurtbalans=${'%'.repeat(3_000)}; =; a; buurtbalans-known=...` },
        { authorization: 'Bearer' },
        { authorization: `Bearer ${'.'.repeat(500)}` },
        { accept: 'application/xml' },
        { 'x-buurtbalans-door': 'x 127.0.0' },
        { 'user-agent': '\u00ff'.repeat(1_000) },
      ]),
    );
  return headers;
}

function bodyOf(id: EndpointId, { body, upload }: Endpoint, chance: Chance, known: Known): string | Buffer | undefined {
  if (upload) return fileOf(chance);
  if (!body) return chance.happens(0.1) ? '{}' : undefined;
  let value = valueOf(body, chance, known);
  if (id === 'sendCommand' || id === 'sendBulk' || id === 'createTrajectory')
    value = { ...(value as object), command: commandOf(id, chance, known) };
  if (id === 'createTemplate' || id === 'checkTemplate')
    value = { template: structuredClone(chance.pick(shippedTemplates)) };
  // a version that is no longer the last is refused before anything else
  if (value && chance.happens(0.9)) delete (value as { expectedVersion?: number }).expectedVersion;
  if (chance.happens(0.4)) return toText(value);
  for (let times = 1 + chance.below(3); times > 0; times -= 1) value = spoil(value, chance);
  return chance.happens(0.15) ? wreck(toText(value), chance) : toText(value);
}

function commandOf(id: EndpointId, chance: Chance, known: Known): unknown {
  const type =
    id === 'createTrajectory' ? 'CreateTrajectory' : id === 'sendBulk' ? 'Resume' : chance.pick(COMMAND_TYPES);
  return { ...(valueOf(commandSchemas[type] as z.ZodType, chance, known) as object), type };
}

/** A file that is nearly one of figures, or of borders. */
function fileOf(chance: Chance): string | Buffer {
  const ring = [4.82, 4.83, 4.83, 4.82].map((lng, at) => [lng, at < 2 ? 52.37 : 52.38]);
  const geometry = { type: 'Polygon', coordinates: [[...ring, ring[0]]] };
  const borders = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { buurtcode: 'BU0363FA01', buurtnaam: 'V' }, geometry }],
  };
  const figures = 'Area_Code;Pct_Rental\nBU0363FA01;73\n';
  const text = chance.happens(0.5) ? figures.replace('73', String(chance.pick(TEXTS))) : toText(spoil(borders, chance));
  return chance.happens(0.3) ? wreck(text, chance) : text;
}
