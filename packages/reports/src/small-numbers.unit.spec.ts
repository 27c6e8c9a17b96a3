import { expect, it } from 'vitest';
import { template, toldState } from './fixtures/told-state.testing.ts';
import { Disclosed } from './small-numbers.ts';

it('[P30] a place that was told by what is no longer there does not come back with its removal', () => {
  const few = { lane: 'resident', people: 2, agreed: false, apart: 1 } as const;
  const agreed = { lane: 'professional', people: 1, agreed: true, apart: 2 } as const;
  const state = toldState([few, agreed]);
  const disclosed = new Disclosed(state, template);
  const [finding, other] = Object.values(state.findings);
  const place = finding!.place;
  // of two residents, so that it stays; and so it does without them, beside others who speak of elsewhere
  expect(disclosed.placeOf(finding!)).toBeNull();
  for (const statementIds of [[], other!.statementIds])
    expect(disclosed.placeOf({ place, statementIds, lostStatement: true })).toBeNull();
  // where others who agreed tell of the same place, it leaves, and a finding of its own has its own
  expect(disclosed.placeOf({ ...other!, lostStatement: true })).toEqual(other!.place);
  expect(disclosed.placeOf({ place, statementIds: [] })).toEqual(place);
});
