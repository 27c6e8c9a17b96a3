import { cookieName, getLocale, type Locale, overwriteGetLocale, setLocale } from '#lib/paraglide/runtime.js';
import { showLanguage } from './show-language.ts';

/** Times that the page was made anew in another language, without being read again. */
let renewals = $state(0);

/** What a frame is keyed by, so that everything in it is made anew in the language that was chosen. */
export const languageRenewals = (): number => renewals;

function isKept(code: Locale): boolean {
  try {
    return document.cookie.split('; ').includes(`${cookieName}=${code}`);
  } catch {
    return false;
  }
}

/** Shows the page in another language. It is read again, or, where the browser keeps no cookie that would tell the next reading, made anew as it stands. */
export async function chooseLanguage(code: Locale): Promise<void> {
  const before = getLocale();
  await setLocale(code, { reload: false });
  if (code === before) return;
  if (isKept(code)) return location.reload();
  overwriteGetLocale(() => code);
  showLanguage();
  renewals += 1;
}
