import {
  type Endpoint,
  endpoints,
  errorCatalogue,
  type ErrorCode,
  fillText,
  languageAsked,
  problemSchema,
} from '@buurtbalans/contracts';
import type { FuzzRequest } from './requests.ts';

/** What was answered; nothing of a stream is read. */
export interface FuzzAnswer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
}

/** What only a program that fell over would say: places in sources, statements, names of tables, folders. */
const INSIDES =
  /\.[cm]?[jt]s:\d|node_modules|\bat [\w.<>]+ \(|\b(?:apps|packages|dist)\/|\/(?:home|root|tmp|usr|var|work)\/|\b(?:select|insert into|update|delete from)\s+"|violates|duplicate key|relation "|column "|syntax error|input syntax|_readableState|ECONN|Error:|undefined is|Cannot read|is not a function/i;

/** Signs of an address with which a head can be too long. */
const UNREAD = 8_000;

/** What is wrong with an answer, in words; undefined when nothing is. */
export function wrongWith(
  { id, method, path, headers }: FuzzRequest,
  { status, type, text }: FuzzAnswer,
): string | undefined {
  const endpoint: Endpoint = endpoints[id];
  if (status >= 500) return `${status} ${text.slice(0, 300)}`;
  // what was asked by another method is another endpoint, or none
  if (status < 400) return method !== endpoint.method ? undefined : wrongWithSuccess(endpoint, { status, type, text });
  if (method === 'HEAD') return undefined;
  if (!type.startsWith('application/problem+json')) return `${status} as ${type}: ${text.slice(0, 300)}`;
  if (INSIDES.test(text)) return `tells of its insides: ${text.slice(0, 600)}`;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `no JSON: ${text.slice(0, 300)}`;
  }
  const read = problemSchema.safeParse(value);
  if (!read.success) return `no problem: ${text.slice(0, 300)}`;
  const { code, title, details } = read.data;
  if (!Object.hasOwn(errorCatalogue, code)) return `${code} is not in the catalogue`;
  const definition = errorCatalogue[code as ErrorCode];
  if (definition.status !== status) return `${code} as ${status}`;
  const expected = fillText(definition[languageAsked(headers['accept-language'])].title, details);
  // of a head that is too long to be read, the language may be in the part that nobody read
  if (path.length > UNREAD && status === 400) return undefined;
  return title === expected ? undefined : `${code} is called “${title}” where “${expected}” was asked`;
}

function wrongWithSuccess({ produces, response }: Endpoint, { status, type, text }: FuzzAnswer): string | undefined {
  if (status >= 300 && produces) return undefined;
  if (produces) return produces.some((each) => type.startsWith(each)) ? undefined : `${status} ${type}`;
  if (!response) return status === 204 ? undefined : `${status} where nothing is answered`;
  const read = response.safeParse(JSON.parse(text));
  return read.success
    ? undefined
    : `not as the table says: ${read.error.issues
        .map(({ path, message }) => `${path.join('.')} ${message}`)
        .join('; ')
        .slice(0, 400)}`;
}
