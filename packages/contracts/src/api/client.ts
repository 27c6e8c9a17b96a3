import type { z } from 'zod';
import { endpoints, type EndpointId } from './endpoints.ts';
import type { Problem } from '../errors/problem.ts';

type Definition<I extends EndpointId> = (typeof endpoints)[I];
type InputOf<T> = T extends z.ZodType ? z.input<T> : never;
type OutputOf<T> = T extends z.ZodType ? z.output<T> : never;
type Part<D, K extends string> = D extends { readonly [P in K]: infer V } ? V : never;

type PathNames<P extends string> = P extends `${string}{${infer N}}${infer R}` ? N | PathNames<R> : never;

/** What a call of one endpoint takes: path parameters, query and body, each only where the endpoint has it. */
export type CallInput<I extends EndpointId> = ([PathNames<Definition<I>['path']>] extends [never]
  ? { params?: undefined }
  : { params: Record<PathNames<Definition<I>['path']>, string> }) &
  (Part<Definition<I>, 'query'> extends never ? { query?: undefined } : { query?: InputOf<Part<Definition<I>, 'query'>> }) &
  (Part<Definition<I>, 'body'> extends never ? { body?: undefined } : { body: InputOf<Part<Definition<I>, 'body'>> });

/** What a call of one endpoint gives. */
export type CallOutput<I extends EndpointId> = Part<Definition<I>, 'response'> extends never ? undefined : OutputOf<Part<Definition<I>, 'response'>>;

/** A response of the API that is not a success. */
export class ApiError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.name = 'ApiError';
    this.problem = problem;
  }
}

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

/** The API, typed by its endpoint table. */
export interface ApiClient {
  call<I extends EndpointId>(id: I, input: CallInput<I>): Promise<CallOutput<I>>;
  /** Address of an endpoint, for links and streams. */
  url<I extends EndpointId>(id: I, input: Pick<CallInput<I>, 'params' | 'query'>): string;
}

/** Makes a typed client; errors of the API are thrown as {@link ApiError}. */
export function createClient(options: ClientOptions): ApiClient {
  const url = (id: EndpointId, input: { params?: Record<string, string>; query?: unknown }): string => {
    const path = endpoints[id].path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(input.params?.[name] ?? ''));
    const query = new URLSearchParams();
    for (const [name, value] of Object.entries((input.query ?? {}) as Record<string, unknown>)) {
      if (value !== undefined) query.set(name, String(value));
    }
    const tail = query.size > 0 ? `?${query}` : '';
    return `${options.baseUrl}/api/v1${path}${tail}`;
  };
  return {
    url: url as ApiClient['url'],
    async call(id, input) {
      const body = 'body' in input ? input.body : undefined;
      const token = options.token?.();
      const response = await options.fetch(url(id, input as { params?: Record<string, string> }), {
        method: endpoints[id].method,
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
      if (response.status === 204) return undefined as never;
      return (await response.json()) as never;
    },
  };
}
