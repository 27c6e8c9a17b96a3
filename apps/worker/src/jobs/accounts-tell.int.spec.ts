import { randomUUID } from 'node:crypto';
import { changeAccount, type Database, saveAccount } from '@buurtbalans/database';
import { ACCOUNT_NEWS } from '@buurtbalans/domain';
import { beforeAll, expect, it } from 'vitest';
import { MailGround } from '../mail/under-test/mail-ground.testing.ts';
import { AccountsTellProcessor } from './accounts-tell.processor.ts';

const ground = MailGround.forThisFile();
let db: Database;
beforeAll(() => ({ db } = ground));

async function account(): Promise<{ accountId: string; email: string }> {
  const accountId = randomUUID();
  const email = `${accountId}@example.nl`;
  const person = { id: accountId, email, name: 'Iemand', role: 'facilitator', organisationId: null } as const;
  await saveAccount(db, { ...person, passwordHash: 'x' });
  return { accountId, email };
}
const mailsTo = (address: string) =>
  ground.server.taken.filter(({ to }) => to === address).map(({ parsed }) => parsed.text ?? '');

it('[E308] somebody is told once, in both languages, what happened to their account, and nobody who was disabled', async () => {
  const { accountId, email } = await account();
  const processor = new AccountsTellProcessor(db, ground.mailer());
  for (const news of ACCOUNT_NEWS) {
    const notice = { noticeId: randomUUID(), accountId, news };
    // a job can come more than once
    for (const _ of [1, 2]) await processor.handle(notice);
  }
  const mails = mailsTo(email);
  expect(mails).toHaveLength(ACCOUNT_NEWS.length);
  expect(new Set(mails).size).toBe(ACCOUNT_NEWS.length);
  for (const mail of mails) {
    expect(mail).toMatch(/wachtwoord.*--------.*password/s);
    expect(mail).toMatch(/\/account$/m);
  }
  await changeAccount(db, accountId, { state: 'disabled' });
  await processor.handle({ noticeId: randomUUID(), accountId, news: 'password_changed' });
  expect(mailsTo(email)).toHaveLength(ACCOUNT_NEWS.length);
});
