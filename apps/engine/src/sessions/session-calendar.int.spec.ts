import { randomUUID } from 'node:crypto';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';

const SECRET = 'GEHEIM-4K';
let engine: EngineUnderTest;
const sessionId = randomUUID();
beforeAll(async () => {
  engine = await startEngineUnderTest();
  // fixed days: the one on which the clock goes forward; a calendar file asks nobody what day it is
  await engine.trajectory.do({
    type: 'PlanSession',
    sessionId,
    lane: 'resident',
    title: SECRET,
    question: SECRET,
    plannedFor: '2027-03-28T19:30:00+02:00',
    phases: ['exchange'],
  });
});
afterAll(() => engine.stop());

async function calendar(id: string, trajectoryId = engine.trajectory.id, language = 'nl') {
  const response = await fetch(`${engine.base}/trajectories/${trajectoryId}/sessions/${id}/calendar`, {
    headers: { cookie: engine.cookies.facilitator, 'accept-language': language },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe('the calendar file of a session', () => {
  it('[P21] can be downloaded and tells lane, number, trajectory and moment, whoever downloads it', async () => {
    const { status, headers, text } = await calendar(sessionId);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    expect(headers.get('content-disposition')).toBe('attachment; filename="buurtbalans-resident-1.ics"');
    expect(text).toContain('\r\nDTSTART:20270328T173000Z\r\n');
    expect(text).toContain('\r\nSUMMARY:Bewonersbijeenkomst 1 · Slotermeer\r\n');
    expect(text).toContain(`\r\nUID:${sessionId}@`);
    expect(text).not.toMatch(new RegExp(`${SECRET}|ATTENDEE|ORGANIZER|DESCRIPTION`));
    expect((await calendar(sessionId, engine.trajectory.id, 'en')).text).toContain(
      'SUMMARY:Resident meeting 1 · Slotermeer',
    );
  });

  it('follows the session when it is cancelled', async () => {
    await engine.trajectory.do({ type: 'CancelSession', sessionId, reason: SECRET });
    expect((await calendar(sessionId)).text).toContain('\r\nSTATUS:CANCELLED\r\n');
  });

  it('is not there for a session of another trajectory', async () => {
    const other = await new StoredTrajectoryDriver(engine.db, {
      facilitatorId: engine.ids.facilitator,
      managerId: engine.ids.programme_manager,
    }).begin('Geuzenveld');
    expect((await calendar(sessionId, other.id)).status).toBe(404);
    expect((await calendar(randomUUID())).status).toBe(404);
    expect((await calendar('constructor')).status).toBe(404);
  });
});
