import { expect, it } from 'vitest';
import { auditFieldsOf, auditQueryOf } from './audit-filter.ts';

it('[E276] an address that was typed asks for what can be asked for, and for nothing else', () => {
  const id = '7f1f8f2c-0f1d-4c4e-9d55-0d6d1a1c1b1a';
  const typed = new URLSearchParams({
    accountId: id,
    kind: 'secrets',
    trajectoryId: 'x',
    from: '2026-02-30',
    until: ' 2026-03-01 ',
  });
  const fields = auditFieldsOf(typed);
  expect(fields).toEqual({ accountId: id, kind: '', trajectoryId: '', from: '', until: '2026-03-01' });
  expect(auditQueryOf(fields)).toEqual({ accountId: id, until: '2026-03-01' });
});
