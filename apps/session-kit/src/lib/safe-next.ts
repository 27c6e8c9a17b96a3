/** An origin that is nobody's: what leads to another one leads away. */
const HERE = 'http://here.invalid';

/**
 * Where to go after signing in: a path on this site and nothing else, so that a link cannot lead a visitor away. It is read as
 * a browser reads it, who drops tabs and line ends and takes `\` for `/`, and given back as it was understood.
 */
export function safeNext(next: string | null): string {
  // what does not begin with a stroke is an address elsewhere, or of no use here
  if (next === null || !next.startsWith('/')) return '/';
  const { origin, pathname, search, hash } = readAs(next);
  const isInside = origin === HERE && !pathname.startsWith('//') && !/^\/sign-in(?:\/|$)/.test(pathname);
  return isInside ? `${pathname}${search}${hash}` : '/';
}

/** As a browser reads it; what it cannot read leads to the start page. */
function readAs(next: string): URL {
  try {
    return new URL(next, HERE);
  } catch {
    return new URL('/', HERE);
  }
}
