import type { z } from 'zod';
import type { EndpointId, endpoints } from './endpoints.ts';
import type { PathNames } from './endpoints/endpoint.ts';
import type { Parameter } from './endpoints/parameters.ts';

/** What the table says of one endpoint. */
export type Definition<I extends EndpointId> = (typeof endpoints)[I];

/** One part of a definition, or never where the endpoint has none. */
export type PartOf<I extends EndpointId, K extends string> =
  Definition<I> extends { readonly [P in K]: infer V } ? V : never;

/** Names of the parameters in an endpoint's path. */
export type ParamNames<I extends EndpointId> = PathNames<Definition<I>['path']>;

/** The parameters of a call once they are read. */
export type ParamsOf<I extends EndpointId> = {
  readonly [N in keyof PartOf<I, 'params'>]: PartOf<I, 'params'>[N] extends Parameter<infer S> ? z.output<S> : never;
};

/** The same, to look at only: lists and objects that nobody changes. */
export type DeepReadonly<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** What an endpoint answers; undefined where it answers nothing, or a file. */
export type AnswerOf<I extends EndpointId> =
  PartOf<I, 'response'> extends infer S
    ? [S] extends [never]
      ? undefined
      : S extends z.ZodType
        ? z.output<S>
        : never
    : never;
