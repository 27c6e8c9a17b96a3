import type { Participation, Problem } from '@buurtbalans/contracts';
import type { Answer, CardKind, Place, Theme } from '@buurtbalans/domain';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { device, tab } from '#lib/store/browser-store.ts';

/** How far something of one's own is. `kept`: it came after its step was over and waits for the facilitator. */
export type OwnState = 'draft' | 'sending' | 'sent' | 'kept' | 'refused';

/** A card as its author's browser keeps it. */
export interface OwnCard {
  readonly id: string;
  readonly commandId: string;
  readonly stepId: string | null;
  readonly kind: CardKind;
  readonly theme: Theme;
  readonly text: string;
  readonly place: Place | null;
  readonly parentId: string | null;
  /** The author was warned and said that it is not about a person: the facilitator reads it first. */
  readonly confirmed: boolean;
  readonly state: OwnState;
  readonly problem: Problem | null;
}

/** One's own answer in a step. */
export interface OwnAnswer {
  readonly answer: Answer;
  /** As with a card: the facilitator reads its words first. */
  readonly confirmed?: boolean;
  readonly state: OwnState;
  readonly problem: Problem | null;
}

/** What a participant put into a session, as only the own browser knows it. */
export interface Own {
  readonly cards: readonly OwnCard[];
  readonly answers: Readonly<Record<string, OwnAnswer>>;
  /** Steps in which this participant said to be ready. */
  readonly ready: readonly string[];
  /** Points that this participant parked. */
  readonly notes: readonly string[];
  readonly hasArrived: boolean;
}

/** What a participant's own browser keeps of a session, and nobody else. */
interface Kept {
  readonly token: string;
  readonly expiresAt: string;
  /** By which it came in, for whoever this device is handed to; null for who came by an account. */
  readonly code?: string | null;
  /** Secrets of own cards, by card. */
  readonly secrets: Readonly<Record<string, string>>;
  readonly own: Own;
  /** What the page needs when it is opened again without a connection. */
  readonly participation: Participation | null;
}

/** What was being written: it outlives a reload of this tab, and no more than that. */
export interface Draft {
  readonly kind: CardKind | '';
  readonly theme: string;
  readonly text: string;
  readonly place?: Place | null;
}

const NOTHING: Own = { cards: [], answers: {}, ready: [], notes: [], hasArrived: false };

const keyOf = (sessionId: string): string => `session.${sessionId}`;
const draftKeyOf = (sessionId: string, place: string): string => `draft.${sessionId}.${place}`;

function read(sessionId: string): Kept | null {
  const kept = device.read<Kept>(keyOf(sessionId));
  // kept by an older version of the page: own cards were only named there
  return kept && (Array.isArray(kept.own) || !kept.own ? { ...kept, own: NOTHING } : kept);
}

function change(sessionId: string, make: (kept: Kept) => Kept): void {
  const kept = read(sessionId);
  if (kept) device.write(keyOf(sessionId), make(kept));
}

/** Remembers that this browser has joined; what it put in before stays its own. */
export function rememberJoined(sessionId: string, token: string, expiresAt: string, code: string | null = null): void {
  const before = read(sessionId);
  // perhaps it left; saying so twice does nothing
  const own = { ...(before?.own ?? NOTHING), hasArrived: false };
  device.write(keyOf(sessionId), {
    token,
    expiresAt,
    code,
    secrets: before?.secrets ?? {},
    own,
    participation: before?.participation ?? null,
  } satisfies Kept);
}

/** The token of a session that this browser has joined, while it lasts. */
export function tokenOf(sessionId: string): string | undefined {
  const kept = read(sessionId);
  return kept && kept.expiresAt > new Date().toISOString() ? kept.token : undefined;
}

/** The last token of a session, though it has ended: by it the engine knows the seat again. */
export function tokenBefore(sessionId: string): string | undefined {
  return read(sessionId)?.token;
}

/** The code by which this browser came into a session. */
export function codeOf(sessionId: string): string | null {
  return read(sessionId)?.code ?? null;
}

/** Sessions of which this browser keeps something: those whose token has ended, or that were joined by an account. */
export function keptSessions(which: 'ended' | 'by account'): readonly string[] {
  const now = new Date().toISOString();
  return device
    .keys(keyOf(''))
    .map((key) => key.slice(keyOf('').length))
    .filter((sessionId) => {
      const kept = read(sessionId);
      return which === 'ended' ? !kept || kept.expiresAt <= now : kept?.code === null;
    });
}

/** Secrets of all own cards, for as long as the page is open. */
export function secretsOf(sessionId: string): Readonly<Record<string, string>> {
  return read(sessionId)?.secrets ?? {};
}

/** Makes and keeps the secret of a new card; gives the hash that the server may know. */
export function keepSecret(sessionId: string, cardId: string): string {
  const secret = secretOf(sessionId, cardId) ?? bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
  change(sessionId, (kept) => ({ ...kept, secrets: { ...kept.secrets, [cardId]: secret } }));
  // by a library: over plain HTTP, as in a community centre, browsers have no `crypto.subtle`
  return bytesToHex(sha256(utf8ToBytes(secret)));
}

/** The secret with which an own card is taken back. */
export function secretOf(sessionId: string, cardId: string): string | undefined {
  return read(sessionId)?.secrets[cardId];
}

/** What this browser put in. */
export function ownOf(sessionId: string): Own {
  return read(sessionId)?.own ?? NOTHING;
}

/** Changes what this browser put in, and gives it. */
export function changeOwn(sessionId: string, make: (own: Own) => Own): Own {
  change(sessionId, (kept) => ({ ...kept, own: make(kept.own) }));
  return ownOf(sessionId);
}

/** Keeps an own card, in the place of what it was before. */
export function keepCard(sessionId: string, card: OwnCard): Own {
  return changeOwn(sessionId, (own) => {
    const isKnown = own.cards.some(({ id }) => id === card.id);
    return {
      ...own,
      cards: isKnown ? own.cards.map((other) => (other.id === card.id ? card : other)) : [...own.cards, card],
    };
  });
}

/** Forgets a card that was taken back, and its secret. */
export function forgetCard(sessionId: string, cardId: string): Own {
  change(sessionId, (kept) => {
    const { [cardId]: _gone, ...secrets } = kept.secrets;
    return { ...kept, secrets };
  });
  return changeOwn(sessionId, (own) => ({ ...own, cards: own.cards.filter(({ id }) => id !== cardId) }));
}

/** Keeps the own answer in a step. */
export function keepAnswer(sessionId: string, stepId: string, answer: OwnAnswer): Own {
  return changeOwn(sessionId, (own) => ({ ...own, answers: { ...own.answers, [stepId]: answer } }));
}

/** What the page needs without a connection, from an earlier visit. */
export function participationOf(sessionId: string): Participation | null {
  return read(sessionId)?.participation ?? null;
}

/** Keeps what the page needs without a connection. */
export function keepParticipation(sessionId: string, participation: Participation): void {
  change(sessionId, (kept) => ({ ...kept, participation }));
}

/** What was being written in this tab, in one place of the session: a step, or another form. */
export function draftOf(sessionId: string, place: string): Draft | null {
  return tab.read<Draft>(draftKeyOf(sessionId, place));
}

/** Keeps what is being written; an empty text is forgotten. */
export function keepDraft(sessionId: string, place: string, draft: Draft): void {
  if (draft.text.trim() === '') tab.remove(draftKeyOf(sessionId, place));
  else tab.write(draftKeyOf(sessionId, place), draft);
}

/** Place of the words of an answer that is being written: they belong to their step, and are no card. */
export const wordsPlace = (stepId: string): string => `words.${stepId}`;

/** Whether a place is one of {@link wordsPlace}. */
export const isWords = (place: string): boolean => place.startsWith(wordsPlace(''));

/** Everything that was being written in this tab and was not sent, by its place in the session. */
export function draftsOf(sessionId: string): readonly { place: string; draft: Draft }[] {
  const start = draftKeyOf(sessionId, '');
  return tab.keys(start).flatMap((key) => {
    const draft = tab.read<Draft>(key);
    return draft ? [{ place: key.slice(start.length), draft }] : [];
  });
}
