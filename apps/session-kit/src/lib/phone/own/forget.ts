import { cookieName } from '#lib/paraglide/runtime.js';
import { device, tab } from '#lib/store/browser-store.ts';
import { takeOverEarlier } from '#lib/store/earlier-outbox.ts';
import { forgetTextSize } from '../frame/text-size.ts';
import { keptSessions } from './participant-store.ts';

/** What begins so is of one session. */
const keysOf = (sessionId: string): readonly string[] => [
  `session.${sessionId}`,
  `unsent.${sessionId}`,
  `room.${sessionId}`,
  `draft.${sessionId}.`,
];

const nothing = { list: () => [], put: () => undefined, remove: () => undefined };

/** Forgets everything that this browser keeps of a session: seat, secrets, own texts, drafts, what was not sent, the page itself. */
export async function forgetSession(sessionId: string): Promise<void> {
  for (const store of [device, tab])
    for (const start of keysOf(sessionId)) for (const key of store.keys(start)) store.remove(key);
  // it alone keeps files; a browser may never answer
  navigator.serviceWorker?.controller?.postMessage({ forget: true });
  await takeOverEarlier(sessionId, nothing, () => false);
}

/** Forgets sessions whose token has ended: nobody comes back to them. */
export const forgetEnded = (): Promise<unknown> => Promise.all(keptSessions('ended').map(forgetSession));

/** Forgets sessions that were joined by an account, as when it signs out. */
export const forgetOfAccount = (): Promise<unknown> => Promise.all(keptSessions('by account').map(forgetSession));

/** Forgets what one person chose for the page: its language and the size of its text. */
export function forgetChoices(): void {
  forgetTextSize();
  try {
    document.cookie = `${cookieName}=; path=/; max-age=0`;
  } catch {
    // a browser that keeps none
  }
}
