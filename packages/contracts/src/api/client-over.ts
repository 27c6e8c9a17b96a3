import { ApiError } from '../errors/api-error.ts';
import type { Problem } from '../errors/problem.ts';

/** How the client reaches the API. */
export interface ClientOptions {
  /** Address before `/api/v1`; empty for the same origin. */
  readonly baseUrl: string;
  readonly fetch: (input: string, init: RequestInit) => Promise<Response>;
  readonly language: () => 'nl' | 'en';
  /** Participant token, when there is one. */
  readonly token?: () => string | undefined;
  readonly headers?: () => Record<string, string>;
}

/** Method and path of endpoints, by operation id: all that a client has to know of them while it runs. */
export type EndpointTable = Readonly<Record<string, { readonly method: string; readonly path: string }>>;

/** What a call takes, before it is known of which endpoint. */
interface Input {
  readonly params?: Readonly<Record<string, string>> | undefined;
  readonly query?: object | undefined;
  readonly body?: unknown;
}

/** A client without types of its own. `createClient` gives it the types of the endpoint table. */
export interface UntypedClient {
  call(id: string, input: Input): Promise<unknown>;
  url(id: string, input: Input): string;
}

/** Makes a client from a table of methods and paths; it brings no schemas along, so that a phone need not load them. */
export function clientOver(table: EndpointTable, options: ClientOptions): UntypedClient {
  const url = (id: string, input: Input): string => {
    const path = table[id]!.path.replace(/\{(\w+)\}/g, (_, name: string) =>
      encodeURIComponent(input.params?.[name] ?? ''),
    );
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries(input.query ?? {})) {
      if (value !== undefined) query.set(name, String(value));
    }
    const tail = query.size > 0 ? `?${query}` : '';
    return `${options.baseUrl}/api/v1${path}${tail}`;
  };
  return {
    url,
    async call(id, input) {
      const { body } = input;
      const token = options.token?.();
      const response = await options.fetch(url(id, input), {
        method: table[id]!.method,
        headers: {
          accept: 'application/json',
          'accept-language': options.language(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...options.headers?.(),
        },
        credentials: 'same-origin',
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (!response.ok) throw new ApiError((await response.json()) as Problem);
      if (response.status === 204) return undefined;
      return response.json();
    },
  };
}
