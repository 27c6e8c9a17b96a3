const BROWSERS = [
  ['Edge', /\bEdg(?:e|A|iOS)?\//],
  ['Opera', /\bOPR\//],
  ['Samsung Internet', /\bSamsungBrowser\//],
  ['Firefox', /\b(?:Firefox|FxiOS)\//],
  ['Chrome', /\b(?:Chrome|CriOS)\//],
  ['Safari', /\bVersion\/.*\bSafari\//],
] as const;
const SYSTEMS = [
  ['iOS', /\b(?:iPhone|iPad)\b/],
  ['Android', /\bAndroid\b/],
  ['Windows', /\bWindows\b/],
  ['macOS', /\bMacintosh\b/],
  ['Linux', /\bLinux\b/],
] as const;

type Kinds = readonly (readonly [name: string, sign: RegExp])[];
const kindIn = (kinds: Kinds, text: string): string | undefined => kinds.find(([, sign]) => sign.test(text))?.[0];

/** Kind of browser and system, so that somebody knows a sign-in again: names alone, of what it calls itself. */
export function browserOf(userAgent: string | undefined): string | null {
  const text = (userAgent ?? '').slice(0, 400);
  return [kindIn(BROWSERS, text), kindIn(SYSTEMS, text)].filter(Boolean).join(', ') || null;
}
