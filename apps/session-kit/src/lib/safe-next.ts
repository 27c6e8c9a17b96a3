/** Where to go after signing in: a path on this site and nothing else, so that a link cannot lead a visitor away. */
export function safeNext(next: string | null): string {
  return next !== null && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/';
}
