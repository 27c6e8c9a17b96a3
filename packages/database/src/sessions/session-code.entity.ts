import { defineEntity, p } from '@mikro-orm/core';
import { moment } from '../columns.ts';
import { SessionIndexEntity } from './session-index.entity.ts';

/** Codes by which people join a session. */
export const SessionCodeEntity = defineEntity({
  name: 'SessionCode',
  tableName: 'session_code',
  properties: {
    code: p.text().primary(),
    session: () => p.manyToOne(SessionIndexEntity).fieldName('session_id').deleteRule('cascade'),
    expiresAt: moment(),
  },
});
