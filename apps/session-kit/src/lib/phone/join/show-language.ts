import { getLocale, getTextDirection } from '#lib/paraglide/runtime.js';

/** Says in which language and direction the page is. A page that was kept for later may have been kept in another one. */
export function showLanguage(): void {
  document.documentElement.lang = getLocale();
  document.documentElement.dir = getTextDirection();
}
