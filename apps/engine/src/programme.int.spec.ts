import { randomUUID } from 'node:crypto';
import { type MethodTemplate, type Role, shippedTemplates } from '@buurtbalans/domain';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EngineUnderTest, envelope, startEngineUnderTest } from './engine.testing.ts';

let engine: EngineUnderTest;
const manager = { role: 'programme_manager' } as const;
beforeAll(async () => {
  engine = await startEngineUnderTest();
});
afterAll(() => engine.stop());

const begun = (name: string) =>
  new StoredTrajectoryDriver(engine.db, {
    facilitatorId: engine.ids.facilitator,
    managerId: engine.ids.programme_manager,
  }).begin(name);

/** A second version of the first template, with another time for the exchange. */
function secondVersion(version: number, change: Partial<MethodTemplate> = {}): MethodTemplate {
  const [first] = shippedTemplates;
  return { ...structuredClone(first!), version, ...change };
}

describe('finding trajectories', () => {
  const names = async (query: string) =>
    ((await engine.call('GET', `/trajectories?${query}`, manager)).body.items as { name: string }[]).map(
      ({ name }) => name,
    );

  it('by phase, status, district, facilitator, blocker, time and text, and all of them at once', async () => {
    const paused = await begun('Geuzenveld');
    await paused.do({ type: 'Pause', reason: 'zomer' });
    expect(await names('phase=exchange')).toEqual(['Slotermeer']);
    expect(await names('status=paused')).toEqual(['Geuzenveld']);
    expect(await names('district=SD0363F')).toEqual(['Geuzenveld', 'Slotermeer']);
    expect(await names('district=SD0363X')).toEqual([]);
    expect(await names(`facilitator=${engine.ids.facilitator}`)).toHaveLength(2);
    expect(await names(`facilitator=${randomUUID()}`)).toEqual([]);
    expect(await names('blocker=guard.sessionsClosedAtLeast')).toEqual(['Slotermeer']);
    expect(await names('blocker=guard.areaDrawn')).toEqual(['Geuzenveld']);
    expect(await names('overdue=true')).toEqual([]);
    expect(await names('text=slotER')).toEqual(['Slotermeer']);
    expect(await names('text=nieuw-west')).toHaveLength(2);
    expect(await names('phase=exchange&status=paused')).toEqual([]);
    expect((await engine.call('GET', '/trajectories?phase=nowhere', manager)).body).toMatchObject({
      code: 'REQUEST.INVALID',
      details: { fields: ['phase'] },
    });
  });
});

describe('many trajectories at once', () => {
  it('[E10] tells the outcome of each, and a repeat of all of it does nothing twice', async () => {
    const [one, other] = [await begun('Een'), await begun('Twee')];
    await other.do({ type: 'Pause', reason: 'al eerder' });
    const items = [one.id, other.id, randomUUID()].map((trajectoryId) => ({ trajectoryId, commandId: randomUUID() }));
    const send = () =>
      engine.call('POST', '/trajectories/bulk', {
        ...manager,
        body: { items, command: { type: 'Pause', reason: 'zomer' } },
      });
    const first = await send();
    expect(first.body.items).toMatchObject([
      { trajectoryId: one.id, accepted: true, version: 4, problem: null },
      { accepted: false, version: null, problem: { code: 'COMMAND.BLOCKED', blocks: [{ code: 'status.paused' }] } },
      { accepted: false, problem: { code: 'TRAJECTORY.NOT_FOUND' } },
    ]);
    expect((await send()).body).toEqual(first.body);
    expect(
      (
        await engine.call('POST', '/trajectories/bulk', {
          ...manager,
          body: { items, command: { type: 'Stop', reason: 'x' } },
        })
      ).body,
    ).toMatchObject({ code: 'REQUEST.INVALID' });
  });

  it('hands over from one facilitator to another in one step', async () => {
    const trajectory = await begun('Overdracht');
    const accountId = randomUUID();
    const answer = await engine.call('POST', '/trajectories/bulk', {
      ...manager,
      body: {
        items: [{ trajectoryId: trajectory.id, commandId: randomUUID() }],
        command: { type: 'Reassign', role: 'facilitator', accountId, from: engine.ids.facilitator },
      },
    });
    expect(answer.body.items).toMatchObject([{ accepted: true, version: 5 }]);
    expect((await engine.call('GET', `/trajectories/${trajectory.id}`, manager)).body).toMatchObject({
      facilitators: [{ id: accountId }],
    });
    expect((await engine.call('GET', `/trajectories/${trajectory.id}`, { role: 'facilitator' })).status).toBe(404);
  });
});

describe('templates', () => {
  it('are listed with how many trajectories run on them, and read', async () => {
    const { items } = (await engine.call('GET', '/templates', manager)).body as {
      items: { id: string; version: number; trajectories: number }[];
    };
    expect(items.map(({ id, version }) => `${id} ${version}`)).toEqual(
      expect.arrayContaining(['buurtbalans-amsterdam 1', 'buurtbalans-kort 1']),
    );
    expect(items.find(({ id }) => id === 'buurtbalans-amsterdam')!.trajectories).toBeGreaterThan(0);
    expect((await engine.call('GET', '/templates/buurtbalans-kort/versions/1', manager)).body).toEqual(
      JSON.parse(JSON.stringify(shippedTemplates[1])),
    );
    for (const path of ['buurtbalans-kort/versions/2', 'buurtbalans-kort/versions/x', 'toString/versions/1'])
      expect((await engine.call('GET', `/templates/${path}`, manager)).body.code).toBe('TEMPLATE.NOT_FOUND');
  });

  it('[M1] are stored once when right, and refused with what is wrong and where', async () => {
    const wrong = secondVersion(2, { transitions: secondVersion(2).transitions.slice(0, -1) });
    expect((await engine.call('POST', '/templates', { ...manager, body: { template: wrong } })).body).toMatchObject({
      code: 'TEMPLATE.INVALID',
      details: { problems: [{ path: 'phases.6', code: 'phase.unreachable' }] },
    });
    expect(
      (await engine.call('POST', '/templates/check', { ...manager, body: { template: wrong } })).body,
    ).toMatchObject({ problems: [{ path: 'phases.6' }] });
    const store = () => engine.call('POST', '/templates', { ...manager, body: { template: secondVersion(2) } });
    expect((await store()).body).toMatchObject({ id: 'buurtbalans-amsterdam', version: 2, trajectories: 0 });
    expect((await store()).body).toMatchObject({ status: 409, code: 'TEMPLATE.EXISTS' });
  });

  it('[M4] a running trajectory moves after a dry run that shows what changes, and its history still verifies', async () => {
    await engine.call('POST', '/templates', {
      ...manager,
      body: {
        template: secondVersion(3, {
          phases: secondVersion(3).phases.map((phase) =>
            phase.id === 'intake' ? { ...phase, expectedDays: 14 } : phase,
          ),
        }),
      },
    });
    const trajectory = await begun('Verhuizing');
    const preview = await engine.call('POST', `/trajectories/${trajectory.id}/template-move`, {
      ...manager,
      body: { templateId: 'buurtbalans-amsterdam', templateVersion: 3, dueDates: 'recalculate' },
    });
    expect(preview.body).toMatchObject({
      phase: { from: 'intake', to: 'intake' },
      problems: [],
      changes: { phases: [{ id: 'intake', before: 28, after: 14 }], guards: [] },
      dueDates: [{ key: 'phase-overdue' }],
    });
    const command = {
      type: 'MoveToTemplate',
      templateId: 'buurtbalans-amsterdam',
      templateVersion: 3,
      phaseMap: preview.body.phaseMap,
      reason: 'nieuwe versie',
    };
    const move = (role: Role) =>
      engine.call('POST', `/trajectories/${trajectory.id}/commands`, { role, body: envelope(command) });
    expect((await move('programme_manager')).body).toMatchObject({ code: 'COMMAND.NOT_ALLOWED' });
    expect((await move('facilitator')).status).toBe(200);
    expect((await engine.call('GET', `/trajectories/${trajectory.id}`, manager)).body).toMatchObject({
      template: { version: 3 },
      phase: 'intake',
    });
    await trajectory.do({ type: 'WriteQuestion', text: 'Hoe nu verder?' });
    const { items } = (await engine.call('GET', `/trajectories/${trajectory.id}/journal`, manager)).body as {
      items: { type: string; templateVersion: number }[];
    };
    expect(items.slice(-2).map(({ type, templateVersion }) => `${type} ${templateVersion}`)).toEqual([
      'TemplateMoved 1',
      'QuestionWritten 3',
    ]);
    expect(
      (await engine.call('GET', `/trajectories/${trajectory.id}/journal/verification`, manager)).body,
    ).toMatchObject({ entries: 5, fault: null });
    const short = await engine.call('POST', `/trajectories/${trajectory.id}/template-move`, {
      ...manager,
      body: { templateId: 'buurtbalans-kort', templateVersion: 1 },
    });
    expect(short.body).toMatchObject({
      phase: { to: null },
      problems: [{ code: 'move.unmapped' }, { code: 'move.unmapped' }],
    });
  });
});

describe('history', () => {
  const get = (path: string, role: 'facilitator' | 'programme_manager' = 'facilitator') =>
    engine.call('GET', `/trajectories/${engine.trajectory.id}${path}`, { role });

  it('is read by kind, role and moment', async () => {
    const types = async (query: string) =>
      ((await get(`/journal?${query}`)).body.items as { type: string }[]).map(({ type }) => type);
    expect(await types('types=PhaseAdvanced,Appointed')).toEqual([
      'Appointed',
      'PhaseAdvanced',
      'Appointed',
      'PhaseAdvanced',
    ]);
    expect(await types('role=programme_manager')).toEqual(['TrajectoryCreated', 'Appointed', 'Appointed']);
    expect(await types(`to=${encodeURIComponent('2020-01-01T00:00:00Z')}`)).toEqual([]);
    expect(await types('after=1&until=2')).toEqual(['Appointed']);
  });

  it('[T1] shows the trajectory as it stood, and then nothing can be done', async () => {
    const then = await get('?asOf=3');
    expect(then.body).toMatchObject({
      version: 3,
      phase: 'intake',
      question: null,
      asOf: { seq: 3 },
      available: { WriteQuestion: { allowed: false, blocks: [{ code: 'asOf' }] } },
    });
    expect((await get('')).body).toMatchObject({
      phase: 'exchange',
      asOf: null,
      question: 'Hoe houden we het plein prettig?',
    });
    expect((await get('?asOf=4000')).status).toBe(404);
    const [first, second] = (await get('/journal')).body.items as { at: string }[];
    const at = async (moment: string) =>
      (await get(`?at=${encodeURIComponent(moment)}`)) as unknown as {
        status: number;
        body: Record<string, unknown> & { asOf: { seq: number; at: string } };
      };
    expect((await at(first!.at)).body.asOf.at).toBe(first!.at);
    expect((await at(new Date(Date.parse(second!.at) - 1).toISOString())).body.asOf.seq).toBeLessThan(3);
    expect((await at(new Date().toISOString())).body).toMatchObject({
      phase: 'exchange',
      question: 'Hoe houden we het plein prettig?',
    });
    expect((await at('2020-01-01T00:00:00Z')).status).toBe(404);
  });

  it('[P2] leaves as JSON Lines with its hashes, without a word of content for those who see progress only', async () => {
    const fetched = async (role: 'facilitator' | 'programme_manager') =>
      (
        await fetch(`${engine.base}/trajectories/${engine.trajectory.id}/journal.jsonl`, {
          headers: { cookie: engine.cookies[role] },
        })
      ).text();
    const lines = (await fetched('facilitator'))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { seq: number; hash: string });
    expect(lines.map(({ seq }) => seq)).toEqual(lines.map((_, index) => index + 1));
    expect(lines.at(-1)!.hash).toBe((await get('/journal/verification')).body.head);
    expect(await fetched('facilitator')).toContain('Hoe houden we het plein prettig?');
    expect(await fetched('programme_manager')).not.toContain('plein');
  });
});
