import type { Lane } from '@buurtbalans/domain';
import texts from './texts.json' with { type: 'json' };

/** Languages in which a session can be named. */
export type CalendarLanguage = keyof typeof texts;

/** A session by lane and number, such as `Bewonersbijeenkomst 2`; its title is somebody's text and stays out. */
export function sessionName(
  session: { readonly lane: Lane; readonly number: number },
  language: CalendarLanguage,
): string {
  return `${texts[language][session.lane]} ${session.number}`;
}
