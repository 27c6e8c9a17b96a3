import { defineEntity, p } from '@mikro-orm/core';
import { moment } from '../columns.ts';
import { SessionIndexEntity } from './session-index.entity.ts';

const ofSession = `session_id::text = app_setting('session')`;

/** Codes by which people join a session; the engine's own role sees those that it can name, and those that lead nowhere. */
export const SessionCodeEntity = defineEntity({
  name: 'SessionCode',
  tableName: 'session_code',
  properties: {
    code: p.text().primary(),
    session: () => p.manyToOne(SessionIndexEntity).fieldName('session_id').deleteRule('cascade'),
    expiresAt: moment(),
    /** Taken away by the facilitator: none is made in its place unless that is asked. */
    revoked: p.boolean().default(false),
  },
  rowLevelSecurity: 'force',
  policies: [
    {
      name: 'code_that_is_known',
      roles: ['bb_engine'],
      using: `code = app_setting('code') or ${ofSession} or expires_at <= now()`,
      check: ofSession,
    },
  ],
});
