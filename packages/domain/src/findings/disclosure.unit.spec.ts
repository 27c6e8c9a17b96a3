import { describe, expect, it } from 'vitest';
import type { OrganisationState, SharingCommitment } from '../intake/intake.state.ts';
import { disclosureOf, withoutAgreement } from './disclosure.ts';

const organisation = (commitment: SharingCommitment): OrganisationState => ({
  name: 'Organisatie',
  type: 'care',
  ring: 'core',
  commitment,
});
const organisations = {
  agreed: organisation({ status: 'signed', until: '2027-01-01', words: true }),
  ended: organisation({ status: 'signed', until: '2020-01-01', words: true }),
  silent: organisation({ status: 'signed', until: '2027-01-01', words: false }),
  earlier: organisation({ status: 'signed', until: '2027-01-01' }),
  withdrawn: organisation({ status: 'withdrawn' }),
  none: organisation({ status: 'none' }),
};
const place = { lng: 4.8, lat: 52.37, label: 'Plein' };
const THRESHOLD = 5;

describe('what of a statement leaves', () => {
  it.each([
    [['agreed'], true],
    [['agreed', 'ended'], true],
    [['agreed', 'silent'], false],
    [['earlier'], false],
    [['withdrawn'], false],
    [['none'], false],
    [['unknown'], false],
    [['constructor'], false],
  ])('[P17] of organisations %j: %s', (organisationIds, words) => {
    const disclosed = disclosureOf({ behind: { organisationIds }, place }, organisations, THRESHOLD);
    expect(disclosed).toEqual({ words, place: words, because: words ? 'agreed' : 'not_agreed' });
    expect(withoutAgreement(organisationIds, organisations).length === 0).toBe(words);
  });

  it.each([
    [1, 1, false, false],
    [4, 4, false, false],
    [5, 5, true, true],
    [9, 4, true, false],
    [9, 0, true, false],
  ])('[P17] of %i residents of whom %i named the place: words %s, place %s', (residents, atPlace, words, at) => {
    const because = words ? 'enough' : 'too_few';
    expect(disclosureOf({ behind: { residents, atPlace }, place }, organisations, THRESHOLD)).toEqual({
      words,
      place: at,
      because,
    });
    expect(disclosureOf({ behind: { residents, atPlace }, place: null }, organisations, THRESHOLD).place).toBe(false);
  });

  it('[P17] a statement of before it was counted is held to the number of its sources', () => {
    for (const [sources, words] of [
      [4, false],
      [5, true],
    ] as const)
      expect(disclosureOf({ sources, place }, organisations, THRESHOLD)).toMatchObject({ words, place: words });
    expect(disclosureOf({ place }, organisations, THRESHOLD).words).toBe(false);
  });
});
