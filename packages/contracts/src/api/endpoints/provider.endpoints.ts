import {
  beginProviderSignInSchema,
  providerAddressSchema,
  providerAnswerSchema,
  signedInByProviderSchema,
  signInWaysSchema,
} from '../provider.schema.ts';
import { defineEndpoints } from './endpoint.ts';

/** Signing in at the organisation's own provider (OpenID Connect). */
export const providerEndpoints = defineEndpoints({
  readSignInWays: {
    method: 'GET',
    path: '/sign-in/ways',
    summary: 'By which ways somebody signs in here',
    access: 'public',
    response: signInWaysSchema,
  },
  beginProviderSignIn: {
    method: 'POST',
    path: '/sign-in/provider',
    summary: "Begin signing in at the organisation's provider; sets a cookie, and tells where the browser goes",
    access: 'public',
    body: beginProviderSignInSchema,
    response: providerAddressSchema,
  },
  finishProviderSignIn: {
    method: 'POST',
    path: '/sign-in/provider/callback',
    summary: 'Sign in by what the provider answered to this very browser; sets a cookie',
    access: 'public',
    facts: ['provider'],
    body: providerAnswerSchema,
    response: signedInByProviderSchema,
  },
});
