import { auditFilterSchema } from '@buurtbalans/contracts';
import type { AuditKind } from '@buurtbalans/domain';

/** Fields of the form, as they stand in the address. */
const FIELDS = ['accountId', 'kind', 'trajectoryId', 'from', 'until'] as const;

/** What the page shows, as it stands in the address; empty means any. */
export type AuditFields = Readonly<Record<Exclude<(typeof FIELDS)[number], 'kind'>, string>> & {
  readonly kind: AuditKind | '';
};
/** What of them is given. */
export type AuditQuery = { readonly [N in keyof AuditFields]?: Exclude<AuditFields[N], ''> };

/** Reads the fields of an address; what cannot be asked for counts as not given. */
export function auditFieldsOf(query: URLSearchParams): AuditFields {
  const value = (name: (typeof FIELDS)[number]): string => {
    const given = query.get(name)?.trim() ?? '';
    return auditFilterSchema.shape[name].safeParse(given).success ? given : '';
  };
  return Object.fromEntries(FIELDS.map((name) => [name, value(name)])) as unknown as AuditFields;
}

/** The fields that are given: for the engine, and for the query of an address. */
export const auditQueryOf = (fields: AuditFields): AuditQuery =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== '')) as AuditQuery;
