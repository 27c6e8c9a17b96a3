import { randomUUID } from 'node:crypto';
import { sweepEffects } from '@buurtbalans/workflow';
import { everyEffect, StoredTrajectoryDriver } from '@buurtbalans/testing';
import { expect, it } from 'vitest';
import { MailGround } from '../mail/under-test/mail-ground.testing.ts';
import { InvitationsSendProcessor } from './invitations-send.processor.ts';
import { RemindersSendProcessor } from './reminders-send.processor.ts';
import { SharesSendProcessor } from './shares-send.processor.ts';

const ground = MailGround.forThisFile();
/** Documents have their receipt in their own table. */
const processors = {
  'reminders.send': RemindersSendProcessor,
  'invitations.send': InvitationsSendProcessor,
  'shares.send': SharesSendProcessor,
} as const;

it('[T30] each job of mails has its receipt under the key of its open effect, so that the sweep sees that it is done', async () => {
  const { db } = ground;
  const driver = new StoredTrajectoryDriver(db, { facilitatorId: randomUUID(), managerId: randomUUID() });
  await everyEffect(db, await driver.begin('Slotermeer'), randomUUID());
  const { rows: jobs } = await db.pool.query<{ dedupe_key: string; job: keyof typeof processors; payload: never }>(
    `delete from outbox where job <> 'reports.render' returning dedupe_key, job, payload`,
  );
  expect(new Set(jobs.map(({ job }) => job))).toEqual(new Set(Object.keys(processors)));
  const mail = ground.mailer();
  for (const { job, payload } of jobs) await new processors[job](db, mail).handle(payload);
  const { rows: receipts } = await db.pool.query<{ effect_key: string }>(
    'select effect_key from effect_receipt where result is not null',
  );
  expect(receipts.map(({ effect_key }) => effect_key).sort()).toEqual(jobs.map(({ dedupe_key }) => dedupe_key).sort());
  expect(await sweepEffects(db, '0 seconds')).toBe(0);
  const { rows: open } = await db.pool.query('select distinct job from open_effect');
  expect(open).toEqual([{ job: 'reports.render' }]);
});
