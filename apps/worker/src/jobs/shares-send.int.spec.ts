import { randomBytes, randomUUID } from 'node:crypto';
import {
  addReaders,
  beginReport,
  type Database,
  finishReport,
  listWaitingReaders,
  saveAccount,
  saveOrganisation,
} from '@buurtbalans/database';
import { dayIn, StoredTrajectoryDriver } from '@buurtbalans/testing';
import { eraseReaders, sweepEffects } from '@buurtbalans/workflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { MailGround } from '../mail/under-test/mail-ground.testing.ts';
import { SharesSendProcessor } from './shares-send.processor.ts';

const [CARE, SCHOOL] = ['iemand@zorg.example.nl', 'iemand@school.example.nl'];
const [facilitatorId, organisationId] = [randomUUID(), randomUUID()];

const ground = MailGround.forThisFile();
const { server } = ground;
let db: Database;
let trajectory: StoredTrajectoryDriver;

beforeAll(async () => {
  ({ db } = ground);
  await saveAccount(db, {
    id: facilitatorId,
    email: 'f@example.nl',
    name: 'F',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
  await saveOrganisation(db, { id: organisationId, name: 'Buurtteam West', type: 'care' });
  trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin('Slotermeer');
  await trajectory.exchange(organisationId);
  await trajectory.approved();
});

async function shared(): Promise<{ linkId: string; tokens: string[] }> {
  const [linkId, reportId] = [randomUUID(), randomUUID()];
  await trajectory.do({ type: 'RequestReport', reportId, document: 'shared-picture', format: 'html', language: 'nl' });
  await finishReport(db, reportId, (await beginReport(db, trajectory.id, reportId))!, {
    mime: 'text/html',
    fileName: 'a.html',
    body: Buffer.from('x'),
    sha256: 'ab',
    pages: 0,
  });
  await trajectory.do(
    { type: 'RecordReport', reportId, outcome: 'rendered', sha256: 'ab', pages: 0 },
    { role: 'system' },
  );
  const readers = [CARE, SCHOOL].map((address) => ({
    id: randomUUID(),
    organisationId,
    address: address!,
    token: randomBytes(32).toString('base64url'),
    tokenHash: randomBytes(32),
  }));
  await addReaders(db, facilitatorId, { trajectoryId: trajectory.id, linkId }, readers);
  await trajectory.do({
    type: 'ShareReport',
    linkId,
    reportId,
    readers: readers.map(({ id }) => ({ id, organisationId })),
    until: dayIn(1),
  });
  return { linkId, tokens: readers.map(({ token }) => token) };
}
const send = (linkId: string) =>
  new SharesSendProcessor(db, ground.mailer(server.url, [0, 0])).handle({ trajectoryId: trajectory.id, linkId });
const waiting = async (linkId: string) =>
  (await listWaitingReaders(db, { trajectoryId: trajectory.id, linkId })).map(({ address }) => address);

describe('a shared document by e-mail', () => {
  it('[R98] brings each reader the link of their own once, and their address is gone then', async () => {
    const { linkId, tokens } = await shared();
    await send(linkId);
    await send(linkId);
    expect(server.taken.map(({ to }) => to).sort()).toEqual([CARE, SCHOOL].sort());
    for (const [index, to] of [CARE, SCHOOL].entries()) {
      const { parsed } = server.taken.find((mail) => mail.to === to)!;
      expect(parsed.text).toContain(`https://buurtbalans.example.nl/shared/${tokens[index]}`);
      expect(parsed.text).not.toContain(tokens[1 - index]);
      expect(parsed.subject).toBe('Slotermeer: het gedeeld beeld is met u gedeeld');
      expect(parsed.text).toContain('Namens Politie kunt u het gedeeld beeld');
    }
    expect(await waiting(linkId)).toEqual([]);
  });

  it('[R98] is tried again for who could not be reached, and given up for an address that will never be', async () => {
    const { linkId } = await shared();
    server.busy.add(CARE!);
    server.refused.add(SCHOOL!);
    await expect(send(linkId)).rejects.toMatchObject({ cause: { code: 'MAIL.REFUSED' } });
    expect(await waiting(linkId)).toEqual([CARE]);
    server.busy.clear();
    await send(linkId);
    expect(server.taken.map(({ to }) => to)).toEqual([CARE]);
    expect(await waiting(linkId)).toEqual([]);
  });

  it('[R98] waits where no mail goes out, and is sent once there is a server', async () => {
    const { linkId } = await shared();
    await new SharesSendProcessor(db).handle({ trajectoryId: trajectory.id, linkId });
    expect((await waiting(linkId)).length).toBe(2);
    await db.pool.query('delete from outbox');
    await sweepEffects(db, '0 seconds');
    const { rows } = await db.pool.query<{ payload: object }>(`select payload from outbox where dedupe_key = $1`, [
      `share.${linkId}.${trajectory.id}`,
    ]);
    expect(rows).toEqual([{ payload: { linkId, trajectoryId: trajectory.id } }]);
    await send(linkId);
    expect(server.taken).toHaveLength(2);
  });

  it('[R98] is not sent once the link was withdrawn, and the addresses are erased', async () => {
    const [{ linkId }, other] = [await shared(), await shared()];
    await trajectory.do({ type: 'WithdrawReportLink', linkId });
    await send(linkId);
    expect(server.taken).toEqual([]);
    expect(await eraseReaders(db)).toBe(2);
    expect([await waiting(linkId), (await waiting(other.linkId)).length]).toEqual([[], 2]);
  });
});
