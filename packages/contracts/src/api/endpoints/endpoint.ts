import type { Role } from '@buurtbalans/domain';
import type { z } from 'zod';
import type { Fact } from './facts.ts';
import type { Parameter } from './parameters.ts';

/** Who may call: anybody, a signed-in account (cookie), a participant (bearer token), or either of the two. */
export type Access = 'public' | 'staff' | 'participant' | 'staff_or_participant';

/**
 * Inside of what a call happens: the trajectory or the session that its path names. An account then has to see that
 * trajectory (`SEES_TRAJECTORY` says who does), and a participant to be in that session; to all others it is not there.
 */
export type Within = 'trajectory' | 'session';

type Callers =
  | { readonly access: 'public'; readonly roles?: never; readonly within?: never }
  | { readonly access: 'participant'; readonly roles?: never; readonly within: 'session' }
  | {
      readonly access: 'staff' | 'staff_or_participant';
      /** Roles of the accounts that are let in. */
      readonly roles: readonly Role[];
      readonly within?: Within;
    };

/** A file that is the body of a request. */
export interface Upload {
  /** What it may be called by its sender; the engine takes it as bytes, and reads what it is from its content. */
  readonly mime: readonly string[];
  /** Most bytes, and how that is said. */
  readonly limit: { readonly bytes: number; readonly told: string };
}

/** One endpoint of the API: the single definition behind routes, guard, OpenAPI document, typed client and screens. */
export type Endpoint = Callers & {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path under `/api/v1`, with `{name}` for parameters. */
  readonly path: string;
  readonly summary: string;
  /** What decides beside role and trajectory, which the table cannot say: the handler and the rules of the method do. */
  readonly facts?: readonly Fact[];
  /** Of each `{name}` in the path what it may be. */
  readonly params?: Readonly<Record<string, Parameter>>;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The body is what a participant wrote: a text in it that is too long is told by how much. */
  readonly isContribution?: true;
  readonly upload?: Upload;
  /** JSON that is answered. Absent: no content (204), or a file when `produces` says so. */
  readonly response?: z.ZodType;
  /** Media types of a file or stream that is answered; for a stream of JSON `response` is one message of it. */
  readonly produces?: readonly string[];
};

/** Names of the parameters in a path. */
export type PathNames<P extends string> = P extends `${string}{${infer N}}${infer R}` ? N | PathNames<R> : never;

/** A path and its parameters belong together: each name has what it may be, and nothing else has. */
type Whole<E extends Endpoint> = [PathNames<E['path']>] extends [never]
  ? { readonly params?: never }
  : { readonly params: Readonly<Record<PathNames<E['path']>, Parameter>> };

/** Keeps what stands in a table as literal types. */
export function defineEndpoints<const T extends Record<string, Endpoint>>(
  endpoints: T & { readonly [K in keyof T]: Whole<T[K]> },
): T {
  return endpoints;
}
