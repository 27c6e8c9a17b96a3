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

const keyOf = (sessionId: string): string => `session.${sessionId}`;

function read(sessionId: string): Kept | null {
  const text = localStorage.getItem(keyOf(sessionId));
  return text === null ? null : (JSON.parse(text) as Kept);
}

function write(sessionId: string, kept: Kept): void {
  localStorage.setItem(keyOf(sessionId), JSON.stringify(kept));
}

/** Remembers that this browser has joined; what it put in before stays its own. */
export function rememberJoined(sessionId: string, token: string, expiresAt: string): void {
  const before = read(sessionId);
  write(sessionId, { token, expiresAt, secrets: before?.secrets ?? {}, own: before?.own ?? [] });
}

/** The token of a session that this browser has joined, while it lasts. */
export function tokenOf(sessionId: string): string | undefined {
  const kept = read(sessionId);
  return kept && kept.expiresAt > new Date().toISOString() ? kept.token : undefined;
}

/** Makes and keeps the secret of a new contribution; gives the hash that the server may know. */
export function keepSecret(sessionId: string, contributionId: string): string {
  const kept = read(sessionId);
  const known = kept?.secrets[contributionId];
  const secret = known ?? bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  if (kept && !known) write(sessionId, { ...kept, secrets: { ...kept.secrets, [contributionId]: secret } });
  return bytesToHex(sha256(utf8ToBytes(secret)));
}

/** The secret with which an own contribution is withdrawn. */
export function secretOf(sessionId: string, contributionId: string): string | undefined {
  return read(sessionId)?.secrets[contributionId];
}

/** Remembers that a contribution is this browser's own. */
export function rememberOwn(sessionId: string, contributionId: string): void {
  const kept = read(sessionId);
  if (kept) write(sessionId, { ...kept, own: [...kept.own, contributionId] });
}

/** Contributions that are this browser's own. */
export function ownOf(sessionId: string): readonly string[] {
  return read(sessionId)?.own ?? [];
}
