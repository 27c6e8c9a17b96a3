/** The page that an address asks for; whatever is none is the first. */
export function pageOf(query: URLSearchParams): number {
  const page = Number(query.get('page'));
  return Number.isInteger(page) && page >= 1 && page <= 100_000 ? page : 1;
}

/** A word that an address gives for a field, at most so long; empty when it gives none. */
export const wordsOf = (query: URLSearchParams, name: string): string => (query.get(name) ?? '').trim().slice(0, 120);

/** One of the values that a field can have; empty for any. */
export const oneOf = <T extends string>(query: URLSearchParams, name: string, values: readonly T[]): T | '' =>
  values.find((value) => value === query.get(name)) ?? '';

/** What of it is given: for the engine. */
export const given = <T extends Readonly<Record<string, unknown>>>(fields: T) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '' && value !== false)) as {
    [N in keyof T]?: Exclude<T[N], ''>;
  };
