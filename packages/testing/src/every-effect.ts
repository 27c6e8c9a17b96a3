import { randomUUID } from 'node:crypto';
import type { Database } from '@buurtbalans/database';
import { fireDueTimers } from '@buurtbalans/workflow';
import { dayIn } from './days.ts';
import type { StoredTrajectoryDriver } from './trajectory-driver.ts';

/** Asks for work of every kind that a command can ask for: documents, a reminder, an invitation, mails of a shared document. */
export async function everyEffect(db: Database, driver: StoredTrajectoryDriver, organisationId: string): Promise<void> {
  await driver.exchange(organisationId);
  const sessionId = await driver.planned('professional');
  await driver.do({ type: 'InviteToSession', sessionId, receiverIds: [randomUUID()] });
  await driver.do({ type: 'CancelSession', sessionId, reason: 'ziek' });
  await driver.approved();
  const [made, asked, linkId] = [randomUUID(), randomUUID(), randomUUID()];
  const report = { type: 'RequestReport', document: 'shared-picture', language: 'nl' } as const;
  await driver.do({ ...report, reportId: made, format: 'html' });
  await driver.do(
    { type: 'RecordReport', reportId: made, outcome: 'rendered', sha256: 'ab', pages: 0 },
    { role: 'system' },
  );
  await driver.do({ ...report, reportId: asked, format: 'pdf' });
  const readers = [{ id: randomUUID(), organisationId }];
  await driver.do({ type: 'ShareReport', linkId, reportId: made, readers, until: dayIn(30) });
  const dueAt = new Date(Date.now() + 500).toISOString();
  await driver.do({ type: 'MoveTimer', key: 'phase-overdue', dueAt, reason: 'nu' });
  while ((await fireDueTimers(db)) === 0);
}
