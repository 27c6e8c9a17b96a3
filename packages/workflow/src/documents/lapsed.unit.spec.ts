import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../../../domain/src/trajectory/given.testing.ts';
import { lapsedIn } from './lapsed.ts';

describe('an approval that was taken back', () => {
  it('[R175] is told with its version, its day and what took it back first, until the next one', () => {
    const given = new Given().plan();
    const told = () => lapsedIn(given.journal, given.state!);
    expect(told()).toBeNull();
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    given.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' });
    given.finding(301);
    const approval = given.journal.find(({ type }) => type === 'SharedPictureApproved')!;
    expect(told()).toMatchObject({ number: 1, approvedOn: approval.at, by: 'dissent' });
    given.do({ type: 'DropFinding', findingId: idOf(301), reason: 'dubbel' });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    expect(told()).toBeNull();
    given.finding(302);
    expect(told()).toMatchObject({ number: 2, by: 'finding' });
  });
});
