import { ProductError } from '@buurtbalans/contracts';
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';

/** What the provider says when it is not well itself. */
const ILL = ['server_error', 'temporarily_unavailable'];
/** It did not answer, or nothing that a provider answers. */
const NO_ANSWER = [
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
];

/** Codes of OAuth are short words; anything else that stands there is nobody's to be shown. */
const reason = (error: string): string => (/^[a-z_]{1,60}$/.test(error) ? error : 'error');

/** What somebody is told of a sign-in at the provider that failed. */
export function providerFailure(error: unknown): ProductError {
  if (error instanceof ProductError) return error;
  if (error instanceof AuthorizationResponseError) {
    if (error.error === 'access_denied') return new ProductError('PROVIDER.CANCELLED');
    if (ILL.includes(error.error)) return new ProductError('PROVIDER.UNREACHABLE');
    return new ProductError('PROVIDER.REFUSED', { reason: reason(error.error) });
  }
  if (error instanceof ResponseBodyError) {
    if (error.status >= 500) return new ProductError('PROVIDER.UNREACHABLE');
    // of a code: used, too old, or of somebody else's sign-in
    if (error.error === 'invalid_grant') return new ProductError('PROVIDER.USED');
    return new ProductError('PROVIDER.REFUSED', { reason: reason(error.error) });
  }
  if (error instanceof WWWAuthenticateChallengeError)
    return new ProductError('PROVIDER.REFUSED', { reason: String(error.status) });
  if (error instanceof ClientError) {
    if (NO_ANSWER.includes(error.code ?? '') || isLost(error.cause)) return new ProductError('PROVIDER.UNREACHABLE');
    if (error.code === 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED') return new ProductError('PROVIDER.CLOCK');
    return new ProductError('PROVIDER.NOT_BELIEVED');
  }
  return new ProductError(isLost(error) ? 'PROVIDER.UNREACHABLE' : 'PROVIDER.NOT_BELIEVED');
}

/** `fetch` says so when no connection came about, or it broke. */
const isLost = (error: unknown): boolean => error instanceof TypeError && /fetch failed|terminated/.test(error.message);
