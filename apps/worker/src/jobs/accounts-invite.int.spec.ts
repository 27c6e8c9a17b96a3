import { randomUUID } from 'node:crypto';
import { changeAccount, type Database, findInvitation, inviteByMail, saveAccount } from '@buurtbalans/database';
import { beforeAll, describe, expect, it } from 'vitest';
import { MailGround } from '../mail/under-test/mail-ground.testing.ts';
import { AccountsInviteProcessor } from './accounts-invite.processor.ts';

const ground = MailGround.forThisFile();
const { server } = ground;
let db: Database;
beforeAll(() => ({ db } = ground));

async function invited(): Promise<{ accountId: string; email: string; invitationId: string }> {
  const accountId = randomUUID();
  const email = `${accountId}@example.nl`;
  await saveAccount(db, {
    id: accountId,
    email,
    name: 'Iemand',
    role: 'facilitator',
    organisationId: null,
    passwordHash: null,
    state: 'invited',
  });
  await inviteByMail(db, accountId, 'invitation');
  const { rows } = await db.pool.query<{ payload: { invitationId: string } }>(
    `select payload from outbox where job = 'accounts.invite' order by id desc limit 1`,
  );
  return { accountId, email, invitationId: rows[0]!.payload.invitationId };
}
const mailsTo = (address: string) =>
  server.taken.filter(({ to }) => to === address).map(({ parsed }) => parsed.text ?? '');

describe('[E223] the link to an account by e-mail', () => {
  it('has a token that was nowhere before, is sent once, and lets in', async () => {
    const { accountId, email, invitationId } = await invited();
    const processor = new AccountsInviteProcessor(db, ground.mailer());
    // a job can come more than once
    for (const _ of [1, 2]) await processor.handle({ invitationId });
    const mails = mailsTo(email);
    expect(mails).toHaveLength(1);
    const token = /\/invitation\/([\w-]{43})/.exec(mails[0]!)![1]!;
    expect(mails[0]).not.toContain('Iemand');
    expect((await findInvitation(db, token))?.account.id).toBe(accountId);
  });

  it('is not sent once the account is disabled', async () => {
    const { accountId, email, invitationId } = await invited();
    await changeAccount(db, accountId, { state: 'disabled' });
    await new AccountsInviteProcessor(db, ground.mailer()).handle({ invitationId });
    expect(mailsTo(email)).toEqual([]);
  });
});
