import { auditFieldsOf, auditQueryOf } from '#lib/audit-filter.ts';
import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const fields = auditFieldsOf(event.url.searchParams);
  const before = Number(event.url.searchParams.get('before'));
  const isLater = Number.isSafeInteger(before) && before > 0;
  const query = { ...auditQueryOf(fields), ...(isLater ? { before } : {}) };
  return { ...(await read(event, 'listAudit', { query })), fields, isLater };
};
