import type { ProviderSettings } from '@buurtbalans/contracts';
import { describe, expect, it } from 'vitest';
import { leavesOut, personOf } from './person-of.ts';

const SETTINGS: ProviderSettings = {
  issuer: 'https://login.example.nl',
  clientId: 'x',
  scope: 'openid',
  label: 'x',
  groupsClaim: 'groups',
  verifiedClaim: 'email_verified',
  roles: [
    { group: 'beheer', role: 'administrator' },
    { group: 'begeleiding', role: 'facilitator' },
  ],
  passwords: true,
  publicUrl: 'https://buurtbalans.example.nl',
};
const TOLD = { iss: 'https://login.example.nl', sub: 'a1' };
const MAIL = { email: 'a@example.nl', email_verified: true };
const person = (told: object, more: object = {}, change: Partial<ProviderSettings> = {}) =>
  personOf({ ...TOLD, ...told }, { ...more }, { ...SETTINGS, ...change });

describe('[E292] what a provider says of somebody', () => {
  it('is read from the ID token, and what that leaves out from the userinfo endpoint', () => {
    const wanted = { issuer: TOLD.iss, subject: 'a1', email: 'a@example.nl', name: 'Anna', role: 'facilitator' };
    const whole = { ...MAIL, name: 'Anna', groups: ['begeleiding'] };
    expect(person(whole)).toEqual(wanted);
    expect(person({}, whole)).toEqual(wanted);
    expect(person({ name: 'Anna' }, { ...whole, name: 'Bert', sub: 'b2', iss: 'https://elsewhere.example' })).toEqual(
      wanted,
    );
    expect([leavesOut(whole, SETTINGS), leavesOut({ ...whole, groups: undefined }, SETTINGS)]).toEqual([false, true]);
    expect(leavesOut({ ...MAIL, name: 'Anna' }, { ...SETTINGS, roles: [] })).toBe(false);
  });

  it.each([
    ['said of another address', { email: 'b@example.nl' }, MAIL, 'a@example.nl'],
    ['said elsewhere', { email: 'b@example.nl' }, { email_verified: true }, null],
    ['denied by what is signed', { ...MAIL, email_verified: false }, MAIL, null],
    ['no word for it', { ...MAIL, email_verified: 'maybe' }, {}, null],
    ['written as text', { ...MAIL, email_verified: 'true' }, {}, 'a@example.nl'],
    ['of no address', { email: 'a at example', email_verified: true }, {}, null],
    ['of two addresses', { email: ['a@example.nl', 'b@example.nl'], email_verified: true }, {}, null],
  ])('has an address that is verified where that is not %s', (_, told, more, email) => {
    expect(person(told, more).email).toBe(email);
  });

  it('may be called otherwise, or lie deeper', () => {
    const change = { groupsClaim: 'realm_access.roles', verifiedClaim: 'xms_edov' };
    const told = { email: 'a@example.nl', xms_edov: 1, realm_access: { roles: ['beheer'] } };
    expect(person(told, {}, change)).toMatchObject({ email: 'a@example.nl', role: 'administrator' });
    expect(person({ 'realm_access.roles': 'begeleiding' }, {}, change).role).toBe('facilitator');
    expect(person({ realm_access: 'beheer' }, {}, change).role).toBeNull();
    expect(person({ groups: { beheer: true } }).role).toBeNull();
    expect(person({ constructor: 1 }, {}, { groupsClaim: 'constructor.name' }).role).toBeNull();
  });

  it('has a name of some kind, without signs that nobody can store', () => {
    expect(person({ given_name: 'Anna', family_name: 'de\u0000 Wit' }).name).toBe('Anna de  Wit');
    expect(person({ preferred_username: 'awit' }).name).toBe('awit');
    expect(person({ email: 'a@example.nl' }).name).toBe('a@example.nl');
    expect(person({ name: 'x'.repeat(500) }).name).toHaveLength(120);
    expect(person({}).name).toBe('?');
  });
});
