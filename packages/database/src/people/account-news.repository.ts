import { randomUUID } from 'node:crypto';
import type { AccountNews } from '@buurtbalans/domain';
import type { Database } from '../database.ts';

/** Leaves it to the worker to mail somebody what happened to their account; where no mail goes out, nothing does. */
export async function tellOwner(db: Database, accountId: string, news: AccountNews): Promise<void> {
  const noticeId = randomUUID();
  await db.query
    .insertInto('outbox')
    .values({ dedupe_key: `account.news.${noticeId}`, job: 'accounts.tell', payload: { noticeId, accountId, news } })
    .execute();
}
