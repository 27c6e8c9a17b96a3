import { createHash, createHmac } from 'node:crypto';

/**
 * The token of a public link. It follows from the secret and the link's id, so that the facilitator can be told it
 * again while the database holds nothing but its hash.
 */
export function linkToken(secret: string, linkId: string): string {
  return createHmac('sha256', secret).update(`report-link.${linkId}`).digest('base64url');
}

/** What the database holds of it. */
export function linkTokenHash(secret: string, linkId: string): Buffer {
  return createHash('sha256').update(linkToken(secret, linkId)).digest();
}
