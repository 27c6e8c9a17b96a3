import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { newId } from '#lib/api/new-id.ts';
import type { PaperIds } from './paper-command.ts';

/** New ids for a paper. By a library: over plain HTTP, as in a community centre, browsers have no `crypto.subtle`. */
export function newPaperIds(): PaperIds {
  const secret = bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  return { id: newId(), onBehalf: newId(), secret, ownerHash: bytesToHex(sha256(utf8ToBytes(secret))) };
}
