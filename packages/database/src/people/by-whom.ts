import type { AuditedChange, Role } from '@buurtbalans/domain';
import type { AuditNote } from '../audit/audit.repository.ts';

/** Who does something with the account of somebody else; the command line has no account. */
export interface ByWhom {
  readonly id: string | null;
  readonly role: Role | 'system';
}

/** The command line, or the product itself. */
export const BY_THE_SYSTEM: ByWhom = { id: null, role: 'system' };

/** What the audit has of it. */
export const rightsBy = ({ id, role }: ByWhom, action: string, subject: string): AuditNote<AuditedChange> => ({
  kind: 'rights',
  action,
  accountId: id,
  role,
  subject,
});
