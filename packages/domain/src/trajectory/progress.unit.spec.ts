import { expect, it } from 'vitest';
import { ADVISER, Given } from './given.testing.ts';
import { laneProgress, sessionCounts } from './progress.ts';

const SQUARE = {
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

/** The progress of a lane, and what the condition on it says of the same sessions. */
function progress(given: Given) {
  const decision = given.try({ type: 'AdvancePhase', from: 'exchange' });
  const blocks = decision.kind === 'refused' ? (decision.blocks ?? []) : [];
  return {
    shown: laneProgress(Object.values(given.state!.sessions), 'professional'),
    condition: blocks.find(({ guardId }) => guardId === 'four-professional-sessions')?.params['closed'],
  };
}

it('[T20] progress counts the sessions that the condition counts: none about a former area', () => {
  const given = new Given().analysis();
  expect(laneProgress(Object.values(given.state!.sessions), 'professional')).toEqual({ closed: 4, planned: 4 });
  given.do({ type: 'GoBack', from: 'analysis', to: 'exchange', reason: 'ander gebied' });
  given.do({ type: 'GoBack', from: 'exchange', to: 'intake', reason: 'ander gebied' });
  given.do({ type: 'SetArea', name: 'Ander gebied', codes: ['BU0363FA02'], geometry: SQUARE, drawn: false });
  given.do({ type: 'SignOffIntake' }, ADVISER);
  given.do({ type: 'AdvancePhase', from: 'intake' });
  expect(progress(given)).toEqual({ shown: { closed: 0, planned: 0 }, condition: 0 });
  given.held(20, 'professional').planned(21, 'professional');
  expect(progress(given)).toEqual({ shown: { closed: 1, planned: 2 }, condition: 1 });
});

it('a cancelled session does not count, nor one of the other lane', () => {
  expect([
    sessionCounts({ status: 'cancelled' }),
    sessionCounts({ status: 'planned' }),
    sessionCounts({ status: 'closed', formerArea: false }),
  ]).toEqual([false, true, true]);
  expect(
    laneProgress(
      [
        { lane: 'resident', status: 'closed' },
        { lane: 'resident', status: 'cancelled' },
        { lane: 'professional', status: 'open' },
      ],
      'resident',
    ),
  ).toEqual({ closed: 1, planned: 1 });
});
