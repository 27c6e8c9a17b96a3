import type { z } from 'zod';
import { type ClientOptions, clientOver } from './client-over.ts';
import type { AnswerOf, ParamNames, PartOf } from './endpoint-types.ts';
import { endpoints, type EndpointId } from './endpoints.ts';

type InputOf<T> = T extends z.ZodType ? z.input<T> : never;

/** What a call of one endpoint takes: path parameters, query and body, each only where the endpoint has it. */
export type CallInput<I extends EndpointId> = ([ParamNames<I>] extends [never]
  ? { params?: undefined }
  : { params: Record<ParamNames<I>, string> }) &
  (PartOf<I, 'query'> extends never ? { query?: undefined } : { query?: InputOf<PartOf<I, 'query'>> }) &
  (PartOf<I, 'body'> extends never ? { body?: undefined } : { body: InputOf<PartOf<I, 'body'>> });

/** What a call of one endpoint gives. */
export type CallOutput<I extends EndpointId> = AnswerOf<I>;

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
