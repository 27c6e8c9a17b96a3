import { auditFieldsOf, auditQueryOf } from '#lib/audit-filter.ts';
import { m } from '#lib/paraglide/messages.js';
import { read } from '#lib/server/engine.ts';
import { auditAction, auditKind } from '#lib/texts/audit.ts';
import { laneName, roleName } from '#lib/texts/names.ts';
import { toCsv } from '#lib/trajectory/csv.ts';
import type { RequestHandler } from './$types';

/** What was recorded, filtered as on the screen, as a file. */
export const GET: RequestHandler = async (event) => {
  const query = auditQueryOf(auditFieldsOf(event.url.searchParams));
  const { items } = await read(event, 'exportAudit', { query });
  const head = [
    m.audit_column_when(),
    m.audit_column_who(),
    m.audit_account(),
    m.audit_role(),
    m.audit_kind(),
    m.audit_column_what(),
    m.audit_trajectory(),
    m.audit_session(),
    m.audit_lane(),
    m.audit_subject(),
  ];
  const lines = items.map((item) => [
    item.at,
    item.account?.name ?? '',
    item.account?.id ?? '',
    item.role ? roleName(item.role) : '',
    auditKind(item.kind),
    auditAction(item.action),
    item.trajectoryId ?? '',
    item.sessionId ?? '',
    item.lane ? laneName(item.lane) : '',
    item.subject ?? '',
  ]);
  return new Response(toCsv([head, ...lines]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="buurtbalans-inzage.csv"',
    },
  });
};
