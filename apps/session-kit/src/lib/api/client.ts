import { createClient } from '@buurtbalans/contracts';
import { apiLanguage } from '#lib/texts/language.ts';

/** The API from the browser: same origin, with the visitor's cookie. */
export const api = createClient({ baseUrl: '', fetch: (input, init) => fetch(input, init), language: apiLanguage });
