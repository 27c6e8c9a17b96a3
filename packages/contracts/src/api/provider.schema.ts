import { z } from 'zod';
import { meSchema } from './people.schema.ts';

/** By which ways somebody signs in here. */
export const signInWaysSchema = z.object({
  /** The organisation's own provider: how it is called, and the page of ours on which that begins. */
  provider: z.object({ label: z.string(), address: z.string() }).nullable(),
  /** Whether an address and a password let in. */
  passwords: z.boolean(),
});

/** Beginning at the provider; `next` is a path of ours to go on to afterwards. */
export const beginProviderSignInSchema = z.strictObject({ next: z.string().max(1000).nullable().default(null) });

/** Where the browser goes now. */
export const providerAddressSchema = z.object({ address: z.string() });

/** What the provider sent the browser back with, as it stood in the address. */
export const providerAnswerSchema = z.strictObject({ query: z.string().max(8000) });

/** Who is signed in by it, and to where they wanted to go. */
export const signedInByProviderSchema = z.object({ me: meSchema, next: z.string() });
