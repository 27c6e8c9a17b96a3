import { trajectoryViewSchema, overviewRowSchema, journalEntrySchema } from '@buurtbalans/contracts';
import {
  type Actor,
  type CommandInput,
  decide,
  type EventType,
  evolve,
  type Lane,
  laneProgress,
  type Role,
  ROLES,
  shippedTemplates,
  type TrajectoryEvent,
  type TrajectoryEventData,
  type TrajectoryState,
} from '@buurtbalans/domain';
import type { Account } from '@buurtbalans/database';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { HISTORY_FIELDS } from './history-fields.ts';
import { journalItem } from './journal-item.ts';
import { overviewRow } from './overview-row.ts';
import { accountIn, mayReadMinutes } from '../platform/access/who-sees.ts';
import { misfits } from '../platform/answers.testing.ts';
import { trajectoryView } from './trajectory-view.ts';

const id = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const template = shippedTemplates[0]!;
const manager: Actor = { role: 'programme_manager', accountId: id(1) };
const facilitator: Actor = { role: 'facilitator', accountId: id(2) };
const stakeholder: Actor = { role: 'stakeholder', accountId: id(3) };
const directory = {
  district: (code: string) => `stadsdeel ${code}`,
  person: (accountId: string) => `naam ${accountId.at(-1)}`,
};
const began = '2026-03-02T09:00:00.000Z';
const secret = 'niemand mag dit lezen';
const square = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [4.8, 52.37],
      [4.81, 52.37],
      [4.81, 52.38],
      [4.8, 52.38],
      [4.8, 52.37],
    ],
  ] as [number, number][][],
};

/** A trajectory in exchange, by real commands, whose every text is the secret one. */
function trajectory() {
  const journal: TrajectoryEvent[] = [];
  const contents = new Map<string, string>();
  let state: TrajectoryState | null = null;
  const give = (command: CommandInput, actor: Actor = facilitator): void => {
    const commandId = `command-${journal.length}`;
    const decision = decide(command, state, template, { now: began, actor, commandId });
    if (decision.kind === 'refused') throw new Error(`${command.type}: ${JSON.stringify(decision)}`);
    for (const [contentId, text] of Object.entries(decision.contents)) contents.set(contentId, text);
    for (const made of decision.events) {
      const entry = {
        ...made,
        seq: journal.length + 1,
        at: began,
        actor,
        commandId,
        templateVersion: template.version,
      } as TrajectoryEvent;
      journal.push(entry);
      state = evolve(state, entry);
    }
  };
  give(
    {
      type: 'CreateTrajectory',
      name: 'Slotermeer',
      districtCode: 'SD0363F',
      templateId: template.id,
      templateVersion: template.version,
      invented: true,
    },
    manager,
  );
  give({ type: 'Appoint', accountId: id(2), role: 'facilitator' }, manager);
  give({ type: 'AdvancePhase', from: 'preparation' });
  give({ type: 'SetArea', name: 'Vierkant', codes: ['BU0363FA01'], geometry: square, drawn: false });
  give({ type: 'WriteQuestion', text: secret });
  for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance'] as const)
    give({ type: 'ChooseIndicator', indicatorId: `${theme}.one`, theme, year: 2025 });
  give({ type: 'SignOffIntake' });
  give({ type: 'AdvancePhase', from: 'intake' });
  give({ type: 'AddOrganisation', organisationId: id(10), name: 'Politie', organisationType: 'police', ring: 'core' });
  give({ type: 'SignCommitment', organisationId: id(10), data: secret, purpose: secret, until: '2026-03-10' });
  give({
    type: 'PlanSession',
    sessionId: id(20),
    lane: 'professional',
    title: secret,
    question: secret,
    plannedFor: '2026-04-01T10:00:00+02:00',
    phases: ['exchange'],
  });
  give({ type: 'OpenGap', gapId: id(30), question: secret, ownerOrganisationId: id(10), due: '2026-03-05' });
  return { journal, contents, stored: { id: id(99), state: state! } };
}

const { journal, contents, stored } = trajectory();
const now = new Date('2026-03-20T09:00:00.000Z');
const view = (actor: Actor, visible: boolean) =>
  trajectoryView({
    trajectory: stored,
    template,
    contents: visible ? contents : undefined,
    reports: [],
    directory,
    actor,
    now,
  });

describe('the view of a trajectory', () => {
  it('[E140] fits the contract for every reader', () => {
    for (const [actor, visible] of [
      [facilitator, true],
      [manager, false],
      [stakeholder, false],
    ] as const) {
      expect(misfits(trajectoryViewSchema, JSON.stringify(view(actor, visible)))).toEqual([]);
    }
  });

  it('has the texts for those who may read them', () => {
    expect(view(facilitator, true)).toMatchObject({
      contentVisible: true,
      question: secret,
      gaps: [{ question: secret, overdue: true }],
      area: { name: 'Vierkant', geometry: square },
    });
  });

  it('[L5] lists no minutes for anybody, and lets only the lane and its facilitator read them', () => {
    const made = (document: 'minutes' | 'plan', planNumber?: number) =>
      ({
        document,
        ...(planNumber && { planNumber }),
        format: 'html',
        language: 'nl',
        sessionId: id(20),
        asOf: 1,
        status: 'rendered',
        requestedAt: began,
      }) as const;
    const state: TrajectoryState = {
      ...stored.state,
      sharedPicture: { number: 1, approvedAt: began, changes: null },
      reports: { [id(40)]: made('minutes'), [id(41)]: made('plan', 1), [id(42)]: made('plan') },
    };
    // a concept is read by those who make it, and by nobody outside
    for (const [actor, visible, listed] of [
      [facilitator, true, ['plan', 'plan']],
      [stakeholder, false, ['plan']],
    ] as const) {
      const { reports } = trajectoryView({
        trajectory: { ...stored, state },
        template,
        contents: visible ? contents : undefined,
        reports: [],
        directory,
        actor,
        now,
      });
      expect(reports.map(({ document }) => document)).toEqual(listed);
    }
    const organisation = { id: id(10), name: 'Politie', type: 'police', doubles: [] } as const;
    const account = (role: Role, change: Partial<Account> = {}): Account => ({
      id: id(2),
      email: '',
      name: '',
      role,
      organisation,
      state: 'active',
      language: null,
      districtCode: null,
      trajectoryId: null,
      isDemonstration: false,
      ...change,
    });
    const here = { id: stored.id, state: { ...state, researchAdvisers: [id(2)] } };
    const readers = (lane: Lane) => ROLES.filter((role) => mayReadMinutes(account(role), here, lane));
    expect([readers('professional'), readers('resident')]).toEqual([['facilitator', 'professional'], ['facilitator']]);
    expect(mayReadMinutes(account('facilitator', { id: id(77) }), here, 'resident')).toBe(false);
    const elsewhere = { ...organisation, id: id(11) };
    expect(mayReadMinutes(account('professional', { organisation: elsewhere }), here, 'professional')).toBe(false);
    // an organisation into which that of the trajectory was merged
    const merged = account('professional', { organisation: { ...elsewhere, doubles: [id(10)] } });
    expect(mayReadMinutes(merged, here, 'professional')).toBe(true);
    expect(accountIn(merged, here.state).organisation?.id).toBe(id(10));
    // invited for another trajectory of the same organisation
    expect(mayReadMinutes(account('professional', { trajectoryId: id(9) }), here, 'professional')).toBe(false);
    expect(mayReadMinutes(account('professional', { trajectoryId: here.id }), here, 'professional')).toBe(true);
  });

  it('carries progress and not a word of content for the others', () => {
    const seen = view(manager, false);
    expect(JSON.stringify(seen)).not.toContain(secret);
    expect(seen).toMatchObject({ contentVisible: false, question: null, questionWritten: true, area: null, gaps: [] });
    expect(seen.counts).toMatchObject({ gaps: 1, openGaps: 1, overdueGaps: 1 });
  });

  it('shows a sharing commitment whose last day has passed as ended', () => {
    expect(view(manager, false).organisations).toMatchObject([
      { name: 'Politie', commitment: { status: 'expired', until: '2026-03-10' } },
    ]);
  });

  it('allows only what the reader may do', () => {
    expect(view(facilitator, true).available.OpenGap).toEqual({ allowed: true, blocks: [] });
    expect(view(manager, false).available.OpenGap!.blocks.map((block) => block.code)).toContain('role');
  });
});

describe('a row of the overview', () => {
  const row = overviewRow(stored, template, directory, now);

  it('fits the contract and has no text in it', () => {
    expect(misfits(overviewRowSchema, JSON.stringify(row))).toEqual([]);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('counts days, missing sharing commitments and overdue gaps, and says what blocks', () => {
    expect(row).toMatchObject({
      district: { code: 'SD0363F', name: 'stadsdeel SD0363F' },
      phase: 'exchange',
      daysInPhase: 18,
      missingCommitments: 1,
      overdueGaps: 1,
      nextSession: { id: id(20), lane: 'professional', number: 1 },
      facilitators: ['naam 2'],
      sessionsClosed: { professional: 0, resident: 0 },
    });
    expect(row.blocks.map((block) => block.guardId)).toEqual(
      expect.arrayContaining(['four-professional-sessions', 'one-resident-meeting']),
    );
  });
});

it('[T20] a session about a former area is in the view, and neither the row nor the lane counts it', () => {
  const session = { ...stored.state.sessions[id(20)]!, status: 'closed' as const };
  const sessions = {
    [id(20)]: { ...session, formerArea: { codes: ['BU0363FA09'], drawn: false } },
    [id(21)]: { ...session, number: 2 },
  };
  const trajectory = { ...stored, state: { ...stored.state, sessions } };
  expect(overviewRow(trajectory, template, directory, now).sessionsClosed).toEqual({ professional: 1, resident: 0 });
  const seen = trajectoryView({ trajectory, template, contents, reports: [], directory, actor: facilitator, now });
  expect(seen.sessions).toHaveLength(2);
  expect(laneProgress(seen.sessions, 'professional')).toEqual({ closed: 1, planned: 1 });
});

describe('an entry of the history', () => {
  const gap = journal.find((entry) => entry.type === 'GapOpened')!;
  const released = {
    type: 'StatementReleased',
    version: 1,
    seq: 50,
    at: began,
    actor: facilitator,
    commandId: 'c',
    templateVersion: 1,
    data: {
      statementId: id(40),
      lane: 'resident',
      text: 'c.text',
      theme: 'youth',
      kind: 'weak_spot',
      place: { lng: 4.8, lat: 52.37 },
      sessionId: id(20),
      organisationType: null,
      behind: { residents: 2, atPlace: 1 },
    },
  } as TrajectoryEvent;
  const dissent = {
    ...released,
    type: 'DissentRecorded',
    data: { dissentId: id(31), organisationId: id(10), text: 'c.text', findingId: null },
  } as TrajectoryEvent;

  it('fits the contract, with its texts filled in and no border in it', () => {
    for (const entry of journal)
      expect(misfits(journalEntrySchema, JSON.stringify(journalItem(entry, contents, directory.person)))).toEqual([]);
    expect(journalItem(gap, contents, directory.person)).toMatchObject({
      actor: 'naam 2',
      data: { question: secret, ownerOrganisationId: id(10) },
    });
    expect(JSON.stringify(journal.map((entry) => journalItem(entry, contents, directory.person)))).not.toContain(
      'coordinates',
    );
  });

  it('[E144] tells nobody a field that is for nobody, and those who see progress none that no version knows', () => {
    const invited = {
      ...released,
      type: 'SessionInvited',
      data: { sessionId: id(20), number: 1, plannedFor: began, receiverIds: [id(60)], mood: 'good' },
    } as unknown as TrajectoryEvent;
    const told = { sessionId: id(20), number: 1, plannedFor: began };
    expect(journalItem(invited, undefined, directory.person).data).toEqual(told);
    expect(journalItem(invited, contents, directory.person).data).toEqual({ ...told, mood: 'good' });
  });

  it('[E144] is told of each field or it does not compile', () => {
    type Known = typeof HISTORY_FIELDS;
    expectTypeOf<keyof Known>().toEqualTypeOf<EventType>();
    expectTypeOf<keyof Known['GapOpened']>().toEqualTypeOf<keyof TrajectoryEventData['GapOpened'] | 'timers'>();
    const { theme: _, ...forgotten } = HISTORY_FIELDS.StatementReleased;
    // @ts-expect-error a field that is for nobody knows whom
    const fields: Known['StatementReleased'] = forgotten;
    expect(fields).not.toHaveProperty('theme');
  });

  it('[P2] tells those who see progress only that it happened, and no text, place, theme or name', () => {
    expect(JSON.stringify(journal.map((entry) => journalItem(entry, undefined, directory.person)))).not.toContain(
      secret,
    );
    expect(journalItem(released, undefined, directory.person).data).toEqual({
      statementId: id(40),
      lane: 'resident',
      sessionId: id(20),
    });
    expect(journalItem(gap, undefined, directory.person).data).toEqual({ gapId: id(30) });
    expect(journalItem(dissent, undefined, directory.person).data).toEqual({ dissentId: id(31), findingId: null });
    const moved = journal.find((entry) => entry.type === 'PhaseAdvanced')!;
    expect(journalItem(moved, undefined, directory.person).data).toEqual({
      from: 'preparation',
      to: 'intake',
      timers: { 'phase-overdue': expect.any(String) },
    });
  });
});
