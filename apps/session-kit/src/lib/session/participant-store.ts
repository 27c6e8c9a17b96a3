import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** What a participant's own browser keeps of a session, and nobody else. */
interface Kept {
  readonly token: string;
  readonly expiresAt: string;
  /** Secrets of a resident's own contributions, by contribution. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Own contributions. */
  readonly own: readonly string[];
}

/** What was being written: it outlives a reload of this tab, and no more than that. */
export interface Draft {
  readonly kind: string;
  readonly theme: string;
  readonly text: string;
}

const keyOf = (sessionId: string): string => `session.${sessionId}`;
const draftKeyOf = (sessionId: string): string => `draft.${sessionId}`;

function parsed<T>(text: string | null): T | null {
  try {
    return text === null ? null : (JSON.parse(text) as T);
  } catch {
    return null;
  }
}

function read(sessionId: string): Kept | null {
  return parsed<Kept>(localStorage.getItem(keyOf(sessionId)));
}

function change(sessionId: string, make: (kept: Kept) => Kept): void {
  const kept = read(sessionId);
  if (kept) localStorage.setItem(keyOf(sessionId), JSON.stringify(make(kept)));
}

/** Remembers that this browser has joined; what it put in before stays its own. */
export function rememberJoined(sessionId: string, token: string, expiresAt: string): void {
  const before = read(sessionId);
  const kept: Kept = { token, expiresAt, secrets: before?.secrets ?? {}, own: before?.own ?? [] };
  localStorage.setItem(keyOf(sessionId), JSON.stringify(kept));
}

/** The token of a session that this browser has joined, while it lasts. */
export function tokenOf(sessionId: string): string | undefined {
  const kept = read(sessionId);
  return kept && kept.expiresAt > new Date().toISOString() ? kept.token : undefined;
}

/** Makes and keeps the secret of a new contribution; gives the hash that the server may know. */
export function keepSecret(sessionId: string, contributionId: string): string {
  const secret = secretOf(sessionId, contributionId) ?? bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  change(sessionId, (kept) => ({ ...kept, secrets: { ...kept.secrets, [contributionId]: secret } }));
  // by a library: over plain HTTP, as in a community centre, browsers have no `crypto.subtle`
  return bytesToHex(sha256(utf8ToBytes(secret)));
}

/** The secret with which an own contribution is withdrawn. */
export function secretOf(sessionId: string, contributionId: string): string | undefined {
  return read(sessionId)?.secrets[contributionId];
}

/** Remembers that a contribution is this browser's own. */
export function rememberOwn(sessionId: string, contributionId: string): void {
  change(sessionId, (kept) => ({ ...kept, own: [...new Set([...kept.own, contributionId])] }));
}

/** Forgets a contribution that was withdrawn, and its secret. */
export function forgetOwn(sessionId: string, contributionId: string): void {
  change(sessionId, (kept) => {
    const { [contributionId]: _gone, ...secrets } = kept.secrets;
    return { ...kept, secrets, own: kept.own.filter((id) => id !== contributionId) };
  });
}

/** Contributions that are this browser's own. */
export function ownOf(sessionId: string): readonly string[] {
  return read(sessionId)?.own ?? [];
}

/** What was being written in this tab. */
export function draftOf(sessionId: string): Draft | null {
  return parsed<Draft>(sessionStorage.getItem(draftKeyOf(sessionId)));
}

/** Keeps what is being written; an empty text is forgotten. */
export function keepDraft(sessionId: string, draft: Draft): void {
  if (draft.text.trim() === '') sessionStorage.removeItem(draftKeyOf(sessionId));
  else sessionStorage.setItem(draftKeyOf(sessionId), JSON.stringify(draft));
}
