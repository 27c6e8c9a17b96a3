import { AUDIT_FILE_ROWS, AUDIT_PAGE, type AuditItem } from '@buurtbalans/contracts';
import { type AuditEntry, type Database, listAudit, listRecordedPeople } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';

/** Who read and changed what, for administrators. */
@Controller()
export class AuditController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('listAudit')
  async list(@TheCall() { query }: Call<'listAudit'>) {
    // one more says whether there is an older page
    const [found, people] = await Promise.all([listAudit(this.db, query, AUDIT_PAGE + 1), listRecordedPeople(this.db)]);
    const shown = found.slice(0, AUDIT_PAGE);
    return {
      items: shown.map(itemWith(people)),
      next: found.length > AUDIT_PAGE ? shown.at(-1)!.id : null,
      people,
    };
  }

  @Route('exportAudit')
  async export(@TheCall() { query }: Call<'exportAudit'>) {
    const [found, people] = await Promise.all([
      listAudit(this.db, query, AUDIT_FILE_ROWS),
      listRecordedPeople(this.db),
    ]);
    return { items: found.map(itemWith(people)) };
  }
}

function itemWith(people: readonly { readonly id: string; readonly name: string }[]) {
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return ({ at, accountId, ...entry }: AuditEntry): AuditItem => ({
    ...entry,
    at: at.toISOString(),
    account: accountId === null ? null : { id: accountId, name: names.get(accountId) ?? null },
  });
}
