import type { z } from 'zod';
import { type ClientOptions, clientOver } from './client-over.ts';
import { endpoints, type EndpointId } from './endpoints.ts';

type Definition<I extends EndpointId> = (typeof endpoints)[I];
type InputOf<T> = T extends z.ZodType ? z.input<T> : never;
type OutputOf<T> = T extends z.ZodType ? z.output<T> : never;
type Part<D, K extends string> = D extends { readonly [P in K]: infer V } ? V : never;

type PathNames<P extends string> = P extends `${string}{${infer N}}${infer R}` ? N | PathNames<R> : never;

/** What a call of one endpoint takes: path parameters, query and body, each only where the endpoint has it. */
export type CallInput<I extends EndpointId> = ([PathNames<Definition<I>['path']>] extends [never]
  ? { params?: undefined }
  : { params: Record<PathNames<Definition<I>['path']>, string> }) &
  (Part<Definition<I>, 'query'> extends never
    ? { query?: undefined }
    : { query?: InputOf<Part<Definition<I>, 'query'>> }) &
  (Part<Definition<I>, 'body'> extends never ? { body?: undefined } : { body: InputOf<Part<Definition<I>, 'body'>> });

/** What a call of one endpoint gives. */
export type CallOutput<I extends EndpointId> =
  Part<Definition<I>, 'response'> extends never ? undefined : OutputOf<Part<Definition<I>, 'response'>>;

/** The API, typed by its endpoint table. */
export interface ApiClient {
  call<I extends EndpointId>(id: I, input: CallInput<I>): Promise<CallOutput<I>>;
  /** Address of an endpoint, for links and streams. */
  url<I extends EndpointId>(id: I, input: Pick<CallInput<I>, 'params' | 'query'>): string;
}

/** Makes a typed client; errors of the API are thrown as `ApiError`. */
export function createClient(options: ClientOptions): ApiClient {
  return clientOver(endpoints, options) as ApiClient;
}
