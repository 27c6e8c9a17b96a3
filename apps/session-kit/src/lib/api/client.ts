import { createClient } from '@buurtbalans/contracts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** The API from the browser: same origin, with the visitor's cookie. */
export const api = createClient({ baseUrl: '', fetch: (input, init) => fetch(input, init), language: getLocale });
