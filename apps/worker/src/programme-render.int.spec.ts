import { createHash, randomUUID } from 'node:crypto';
import {
  type Database,
  listProgrammeReports,
  readProgrammeFile,
  readProgrammePositions,
  readProgrammeReport,
  requestProgrammeReport,
  saveAccount,
} from '@buurtbalans/database';
import { renderProgramme, RenderProcess } from '@buurtbalans/reports';
import { takeProgramme } from '@buurtbalans/workflow/documents';
import { StoredTrajectoryDriver, useDatabase } from '@buurtbalans/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { ProgrammeRenderProcessor } from './jobs/programme-render.processor.ts';

const database = useDatabase();
const usual = new RenderProcess();
let db: Database;
const [managerId, facilitatorId] = [randomUUID(), randomUUID()];

beforeAll(async () => {
  ({ db } = database);
  await saveAccount(db, {
    id: facilitatorId,
    email: 'f@example.nl',
    name: 'F',
    role: 'facilitator',
    organisationId: null,
    passwordHash: 'x',
  });
});

const begun = (name: string) => new StoredTrajectoryDriver(db, { facilitatorId, managerId }).begin(name);
const ask = (language: 'nl' | 'en' = 'nl') =>
  requestProgrammeReport(db, { id: randomUUID(), format: 'html', language, requestedBy: managerId });
const jobs = async () =>
  (
    await db.pool.query<{ payload: { reportId: string } }>("select payload from outbox where job = 'programme.render'")
  ).rows.map(({ payload }) => payload.reportId);

describe('programme report', () => {
  it('[R81] shows trajectories as they were when it was asked for, and can be made again from the same positions', async () => {
    const trajectory = await begun('Geuzenveld');
    const { id, asOf } = await ask();
    await trajectory.do({ type: 'Pause', reason: 'zomer' });
    await begun('Slotermeer');
    await new ProgrammeRenderProcessor(db, usual).handle({ reportId: id });
    const file = (await readProgrammeFile(db, id))!;
    const report = (await readProgrammeReport(db, id))!;
    expect(report).toMatchObject({
      status: 'rendered',
      sha256: createHash('sha256').update(file.body).digest('hex'),
      bytes: file.body.length,
    });
    expect(file.body.toString()).toContain('Trajecten: 1. Gepauzeerd: 0.');
    expect(file.body.toString()).not.toContain('Slotermeer');
    const snapshot = await takeProgramme(db, await readProgrammePositions(db, id), asOf);
    expect((await renderProgramme({ snapshot, format: 'html', language: 'nl' })).body.equals(file.body)).toBe(true);
    // a job that comes twice changes nothing
    await new ProgrammeRenderProcessor(db, usual).handle({ reportId: id });
    expect(await readProgrammeReport(db, id)).toEqual(report);
  });

  it('[R82] asked for twice at once is made once; another language and a later one are their own', async () => {
    const [one, other] = await Promise.all([ask('en'), ask('en')]);
    expect(other.id).toBe(one.id);
    expect((await jobs()).filter((id) => id === one.id)).toHaveLength(1);
    expect((await ask('nl')).id).not.toBe(one.id);
    await new ProgrammeRenderProcessor(db, usual).handle({ reportId: one.id });
    expect((await ask('en')).id).not.toBe(one.id);
    expect((await listProgrammeReports(db)).map(({ id }) => id)).toContain(one.id);
  });

  it('is put back when its job was lost', async () => {
    const { id } = await ask('en');
    await db.pool.query("delete from outbox where job = 'programme.render'");
    expect((await ask('en')).id).toBe(id);
    expect(await jobs()).toEqual([id]);
  });
});
