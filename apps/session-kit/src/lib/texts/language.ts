import type { Language } from '@buurtbalans/contracts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** The language in which the API answers this visitor: it speaks Dutch and English. */
export const apiLanguage = (): Language => (getLocale() === 'nl' ? 'nl' : 'en');

/** The language of the screens for staff: there are Dutch and English ones, and what is in no other language is Dutch. */
export const staffLanguage = (): Language => (getLocale() === 'en' ? 'en' : 'nl');
