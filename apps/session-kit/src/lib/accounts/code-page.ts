/** Where the second factor is asked, for whoever was going somewhere. */
export const codePage = (next: string | null): string =>
  `/sign-in/code${next === null ? '' : `?next=${encodeURIComponent(next)}`}`;
