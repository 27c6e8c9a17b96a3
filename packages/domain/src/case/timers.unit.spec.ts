import { describe, expect, it } from 'vitest';
import { Given, idOf, MANAGER } from '../trajectory/given.testing.ts';
import { dutchDay, endOfDay, shiftDays, shiftMonths, startOfDay } from '../trajectory/local-time.ts';

describe('timers by hand and when due', () => {
  const key = 'phase-overdue';

  it('[T18] is moved with a reason, and not into the past', () => {
    const given = new Given().intake();
    expect(given.try({ type: 'MoveTimer', key, dueAt: given.now, reason: 'x' })).toMatchObject({
      code: 'COMMAND.INVALID',
      issues: [{ path: 'dueAt', problem: 'in_the_past' }],
    });
    given.do({ type: 'MoveTimer', key, dueAt: '2026-05-01T10:00:00+02:00', reason: 'vakantie' }, MANAGER);
    expect(given.state!.timers[key]).toEqual({ dueAt: '2026-05-01T08:00:00.000Z', setSeq: given.state!.version });
    expect(
      given.try({ type: 'MoveTimer', key: 'gap-overdue.x', dueAt: '2026-05-01T10:00:00Z', reason: 'x' }),
    ).toMatchObject({ code: 'TRAJECTORY.ITEM_NOT_FOUND' });
    expect(given.try({ type: 'MoveTimer', key: 'toString', dueAt: '2026-05-01T10:00:00Z', reason: 'x' })).toMatchObject(
      { code: 'TRAJECTORY.ITEM_NOT_FOUND' },
    );
  });

  it('[T18] fires once, when due, as it was set last', () => {
    const given = new Given().intake();
    const fire = (setSeq: number) => given.try({ type: 'FireTimer', key, setSeq }, { role: 'system' });
    const { setSeq } = given.state!.timers[key]!;
    expect(fire(setSeq)).toMatchObject({ code: 'TIMER.NOT_DUE' });
    given.now = '2026-06-01T09:00:00.000Z';
    expect(fire(setSeq + 1)).toMatchObject({ code: 'TIMER.NOT_SET' });
    expect(fire(setSeq)).toMatchObject({
      kind: 'accepted',
      effects: [{ job: 'reminders.send', payload: { key, setSeq } }],
    });
    expect(given.state).toMatchObject({ alerts: { [key]: given.now } });
    expect(fire(setSeq)).toMatchObject({ code: 'TIMER.NOT_SET' });
  });

  it('[T18] never fires after it was cancelled, and no alert outlives what it is about', () => {
    const given = new Given().exchange().organisation();
    given.do({ type: 'OpenGap', gapId: idOf(1), question: 'x', ownerOrganisationId: idOf(101), due: '2026-03-10' });
    const gap = `gap-overdue.${idOf(1)}`;
    const { setSeq } = given.state!.timers[gap]!;
    given.now = '2026-03-10T23:00:00.000Z';
    given.do({ type: 'FireTimer', key: gap, setSeq } as never, { role: 'system' });
    given.do({ type: 'AnswerGap', gapId: idOf(1), answer: 'x' });
    expect(given.state!.alerts).toEqual({});
    const phase = given.state!.timers[key]!.setSeq;
    given.do({ type: 'CancelTimer', key, reason: 'loopt door' });
    given.now = '2027-03-10T23:00:00.000Z';
    expect(given.try({ type: 'FireTimer', key, setSeq: phase }, { role: 'system' })).toMatchObject({
      code: 'TIMER.NOT_SET',
    });
  });
});

describe('timers of a trajectory that goes on', () => {
  const due = (given: Given) =>
    Object.fromEntries(Object.entries(given.state!.timers).map(([key, { dueAt }]) => [key, dueAt]));

  it('[T25] once reopened the phase counts from then, and of what is past nobody is reminded', () => {
    const given = new Given().exchange().organisation().planned(1, 'professional');
    given.do({
      type: 'PlanSession',
      sessionId: idOf(2),
      lane: 'resident',
      title: 'Later',
      plannedFor: '2027-03-21T10:00:00Z',
      phases: ['exchange'],
    });
    given.do({ type: 'OpenGap', gapId: idOf(3), question: 'x', ownerOrganisationId: null, due: '2026-05-01' });
    given.do({ type: 'Stop', reason: 'geen geld' });
    given.now = '2027-03-20T09:00:00.000Z';
    given.do({ type: 'Reopen', reason: 'geld' }, MANAGER);
    // tomorrow's session is still ahead; its reminder is due now
    expect(due(given)).toEqual({
      'phase-overdue': '2027-06-12T08:00:00.000Z',
      [`session-reminder.${idOf(2)}`]: given.now,
    });
  });

  it('[T25] after a pause the phase gets the time that it lost, and a session that is over is not announced', () => {
    const given = new Given().exchange().organisation().planned(1, 'professional');
    given.do({ type: 'OpenGap', gapId: idOf(3), question: 'x', ownerOrganisationId: null, due: '2026-05-01' });
    const before = due(given);
    given.now = '2026-03-12T09:00:00.000Z';
    given.do({ type: 'Pause', reason: 'vakantie' });
    given.now = '2027-03-12T09:00:00.000Z';
    given.do({ type: 'Resume' });
    const after = due(given);
    expect(Date.parse(after['phase-overdue']!) - Date.parse(before['phase-overdue']!)).toBe(365 * 86_400_000);
    // a gap that nobody has answered is overdue now; the session and the sharing commitment are over
    expect(Object.keys(after).sort()).toEqual([`gap-overdue.${idOf(3)}`, 'phase-overdue']);
    expect(given.state!.paused).toBeUndefined();
  });
});

describe('timers that are set while a trajectory is paused, or too late', () => {
  it('[T25] mean what they say', () => {
    const given = new Given().exchange();
    given.do({ type: 'Pause', reason: 'vakantie' });
    given.do({ type: 'MoveTimer', key: 'phase-overdue', dueAt: '2026-07-01T08:00:00.000Z', reason: 'afgesproken' });
    given.now = '2026-06-01T08:00:00.000Z';
    given.do({ type: 'Resume' });
    expect(given.state!.timers['phase-overdue']!.dueAt).toBe('2026-07-01T08:00:00.000Z');
  });

  it('[T25] announce no session of the past', () => {
    const given = new Given().exchange();
    const plan = (plannedFor: string, number: number) =>
      given.do({
        type: 'PlanSession',
        sessionId: idOf(number),
        lane: 'resident',
        title: 'x',
        plannedFor,
        phases: ['exchange'],
      });
    plan('2026-03-01T09:00:00Z', 1);
    plan('2026-03-03T09:00:00Z', 2);
    given.do({ type: 'MoveSession', sessionId: idOf(2), plannedFor: '2026-02-01T09:00:00Z' });
    expect(Object.keys(given.state!.timers)).toEqual(['phase-overdue']);
  });
});

describe('the Dutch clock', () => {
  it('counts months by the calendar: the end of a longer month is the end of a shorter one', () => {
    expect([
      shiftMonths('2026-08-31T10:00:00.000Z', 6),
      shiftMonths('2028-02-29T10:00:00.000Z', 12),
      shiftMonths('2026-12-31T23:30:00.000Z', 1),
    ]).toEqual(['2027-02-28T11:00:00.000Z', '2029-02-28T10:00:00.000Z', '2027-01-31T23:30:00.000Z']);
  });

  it('reaches no farther than a hundred years, whatever a template of an earlier version says', () => {
    expect(shiftDays('2026-03-02T09:00:00.000Z', 1e12)).toBe(shiftDays('2026-03-02T09:00:00.000Z', 36_500));
  });

  it('has its own midnight', () => {
    expect([
      dutchDay('2026-06-30T22:30:00.000Z'),
      dutchDay('2026-12-31T22:59:59.000Z'),
      dutchDay('2026-12-31T23:00:00.000Z'),
    ]).toEqual(['2026-07-01', '2026-12-31', '2027-01-01']);
  });

  it('keeps the time of day over both changes of clocks', () => {
    expect(shiftDays('2026-03-31T08:00:00.000Z', -3)).toBe('2026-03-28T09:00:00.000Z');
    expect(shiftDays('2026-10-26T09:30:00.000Z', -2)).toBe('2026-10-24T08:30:00.000Z');
    // half past two does not exist on the last Sunday of March
    expect(shiftDays('2026-03-28T01:30:00.000Z', 1)).toBe('2026-03-29T01:30:00.000Z');
  });

  it('lets a day begin and end at Dutch midnight', () => {
    expect([startOfDay('2026-03-29'), endOfDay('2026-03-29')]).toEqual([
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ]);
    expect(endOfDay('2026-10-25')).toBe('2026-10-25T23:00:00.000Z');
  });
});
