import { defineEntity, p } from '@mikro-orm/core';
import type { AuditKind, Lane, Role } from '@buurtbalans/domain';
import { momentOfWriting } from '../columns.ts';

/**
 * Who read or changed what: ids alone. No role writes, changes or removes a row by itself; `note_audit()` puts one in and
 * `forget_audit()` removes what is past its time. Not forced: both are the owner's.
 */
export const AuditEntryEntity = defineEntity({
  name: 'AuditEntry',
  tableName: 'audit_entry',
  properties: {
    id: p.bigint('number').primary().generated('identity').autoincrement(),
    at: momentOfWriting(),
    kind: p.text().$type<AuditKind>(),
    action: p.text(),
    accountId: p.text().strictNullable(),
    role: p.text().$type<Role | 'system'>().strictNullable(),
    trajectoryId: p.uuid().strictNullable(),
    sessionId: p.uuid().strictNullable(),
    lane: p.text().$type<Lane>().strictNullable(),
    subject: p.text().strictNullable(),
  },
  rowLevelSecurity: true,
  policies: [{ name: 'audit_read', command: 'select', roles: ['bb_administrator'], using: 'true' }],
});
