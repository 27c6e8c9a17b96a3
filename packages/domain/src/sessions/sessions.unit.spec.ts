import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../trajectory/given.testing.ts';

describe('sessions', () => {
  it('[S1] a professional session waits for a sharing commitment that still holds; a resident meeting does not', () => {
    const given = new Given().exchange().planned(1, 'professional').held(10, 'resident');
    expect(given.try({ type: 'OpenSession', sessionId: idOf(1) })).toMatchObject({
      blocks: [{ guardId: 'commitment-before-session', unblockedBy: ['SignCommitment'] }],
    });
    given.organisation();
    given.now = '2027-01-02T09:00:00.000Z';
    expect(given.try({ type: 'OpenSession', sessionId: idOf(1) }).kind).toBe('refused');
    given.now = '2027-01-01T09:00:00.000Z';
    given.do({ type: 'OpenSession', sessionId: idOf(1) });
  });

  it('[S2] a seventh professional session needs a waiver; cancelled ones do not count', () => {
    const given = new Given().exchange();
    for (const number of [1, 2, 3, 4, 5, 6]) given.planned(number, 'professional');
    const seventh = {
      type: 'PlanSession',
      sessionId: idOf(7),
      lane: 'professional',
      title: 'Zeven',
      plannedFor: '2026-05-01T10:00:00Z',
      phases: ['exchange'],
    } as const;
    expect(given.try({ ...seventh, phases: ['exchange'] })).toMatchObject({
      blocks: [{ guardId: 'six-professional-sessions', params: { planned: 6, most: 6 } }],
    });
    given.planned(11, 'resident').do({ type: 'CancelSession', sessionId: idOf(6), reason: 'ziek' });
    given.do({ ...seventh, phases: ['exchange'] });
    given.do({ type: 'Waive', guardId: 'six-professional-sessions', reason: 'Nieuwe partner.' });
    given.planned(8, 'professional');
  });

  it('[S3] sessions are numbered by lane, open once and close once', () => {
    const given = new Given()
      .exchange()
      .organisation()
      .planned(1, 'professional')
      .planned(10, 'resident')
      .planned(2, 'professional');
    expect([1, 10, 2].map((number) => given.state!.sessions[idOf(number)]!.number)).toEqual([1, 1, 2]);
    expect(given.try({ type: 'CloseSession', sessionId: idOf(1) })).toMatchObject({ code: 'SESSION.NOT_OPEN' });
    given.do({ type: 'OpenSession', sessionId: idOf(1) });
    expect(given.try({ type: 'OpenSession', sessionId: idOf(1) })).toMatchObject({ code: 'SESSION.NOT_PLANNED' });
    expect(given.try({ type: 'MoveSession', sessionId: idOf(1), plannedFor: '2026-05-01T10:00:00Z' })).toMatchObject({
      code: 'SESSION.NOT_PLANNED',
    });
    given.do({ type: 'CloseSession', sessionId: idOf(1) });
    expect(given.try({ type: 'CloseSession', sessionId: idOf(1) })).toMatchObject({ code: 'SESSION.NOT_OPEN' });
    expect(given.try({ type: 'OpenSession', sessionId: idOf(99) })).toMatchObject({
      code: 'TRAJECTORY.ITEM_NOT_FOUND',
    });
  });

  it('[S6] people are invited to a planned professional session, by ids and the moment alone, and told when it is cancelled', () => {
    const given = new Given().exchange().organisation().planned(1, 'professional').planned(10, 'resident');
    const invite = (number: number) => ({
      type: 'InviteToSession' as const,
      sessionId: idOf(number),
      receiverIds: [idOf(500), idOf(500), idOf(501)],
    });
    expect(given.try(invite(10))).toMatchObject({ code: 'SESSION.NO_INVITATIONS' });
    const first = given.do(invite(1));
    expect(first.events).toEqual([
      {
        type: 'SessionInvited',
        version: 1,
        data: {
          sessionId: idOf(1),
          number: 1,
          plannedFor: '2026-04-01T08:00:00.000Z',
          receiverIds: [idOf(500), idOf(501)],
        },
      },
    ]);
    expect(first.effects).toEqual([
      {
        kind: 'job',
        job: 'invitations.send',
        payload: { sessionId: idOf(1), number: 1 },
      },
    ]);
    given.do({ type: 'MoveSession', sessionId: idOf(1), plannedFor: '2026-05-01T10:00:00Z' });
    expect(given.state!.sessions[idOf(1)]!.invited).toMatchObject({
      number: 1,
      plannedFor: '2026-04-01T08:00:00.000Z',
    });
    given.do(invite(1));
    expect(given.state!.sessions[idOf(1)]!.invited).toMatchObject({
      number: 2,
      plannedFor: '2026-05-01T10:00:00.000Z',
    });
    const cancelled = given.do({ type: 'CancelSession', sessionId: idOf(1), reason: 'ziek' });
    expect(cancelled.events.map(({ type }) => type)).toEqual(['InvitationWithdrawn', 'SessionCancelled']);
    expect(cancelled.effects).toMatchObject([{ job: 'invitations.send', payload: { number: 3 } }]);
    expect(given.try(invite(1))).toMatchObject({ code: 'SESSION.NOT_PLANNED' });
    const quiet = given.do({ type: 'CancelSession', sessionId: idOf(10), reason: 'ziek' });
    expect([quiet.events.length, quiet.effects]).toEqual([1, []]);
  });
});
