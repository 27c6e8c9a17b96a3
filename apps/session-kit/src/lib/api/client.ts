import { createClient } from '@buurtbalans/contracts';
import { apiLanguage } from '#lib/texts/language.ts';
import { tellingUnreachable } from './unreachable.ts';

/** The API from the browser: same origin, with the visitor's cookie. */
export const api = tellingUnreachable(
  createClient({ baseUrl: '', fetch: (input, init) => fetch(input, init), language: apiLanguage }),
);
