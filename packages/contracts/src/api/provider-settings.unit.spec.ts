import { describe, expect, it } from 'vitest';
import { providerSettings, redirectAddress } from './provider-settings.ts';

const SET = {
  OIDC_ISSUER: 'https://login.example.nl/realms/stad',
  OIDC_CLIENT_ID: 'buurtbalans',
  OIDC_CLIENT_SECRET: 'geheim-geheim',
  PUBLIC_URL: 'https://buurtbalans.example.nl/',
};
const KEY = { kty: 'OKP', crv: 'Ed25519', x: 'x', d: 'd', alg: 'EdDSA', kid: '1' };
const FILES: Readonly<Record<string, string>> = {
  '/run/secret': 'uit een bestand\n',
  '/run/empty': ' ',
  '/run/key.json': JSON.stringify(KEY),
  '/run/public.json': JSON.stringify({ ...KEY, d: undefined }),
};
const read = (path: string): string => {
  if (FILES[path] === undefined) throw new Error('ENOENT');
  return FILES[path];
};
const settings = (change: Record<string, string>) => providerSettings({ ...SET, ...change }, read);

describe('[E296] settings of the provider', () => {
  it('are none where nothing is set, and whole where enough is', () => {
    expect(providerSettings({}, read)).toBeUndefined();
    // as a compose file hands on what nobody filled in
    expect(providerSettings({ OIDC_ISSUER: '', OIDC_CLIENT_ID: '' }, read)).toBeUndefined();
    expect(settings({})).toEqual({
      issuer: 'https://login.example.nl/realms/stad',
      clientId: 'buurtbalans',
      secret: 'geheim-geheim',
      scope: 'openid profile email',
      label: 'login.example.nl',
      groupsClaim: 'groups',
      verifiedClaim: 'email_verified',
      roles: [],
      passwords: true,
      publicUrl: 'https://buurtbalans.example.nl',
    });
    expect(redirectAddress(settings({})!)).toBe('https://buurtbalans.example.nl/sign-in/callback');
  });

  it('take a secret or a key from a file', () => {
    expect(settings({ OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: '/run/secret' })).toMatchObject({
      secret: 'uit een bestand',
    });
    expect(settings({ OIDC_CLIENT_SECRET: '', OIDC_CLIENT_KEY_FILE: '/run/key.json' })).toMatchObject({ key: KEY });
  });

  it('give roles to groups, whatever these are called', () => {
    const given = 'CN=Begeleiders,OU=Groepen=facilitator; 9d3c1f3e-1111=administrator;\nbb lezers = stakeholder';
    expect(settings({ OIDC_GROUP_ROLES: given })?.roles).toEqual([
      { group: 'CN=Begeleiders,OU=Groepen', role: 'facilitator' },
      { group: '9d3c1f3e-1111', role: 'administrator' },
      { group: 'bb lezers', role: 'stakeholder' },
    ]);
  });

  it.each(['http://localhost:9000', 'http://127.0.0.1:9000', 'http://[::1]:9000'])(
    'may stay on this machine: %s',
    (address) => {
      expect(settings({ OIDC_ISSUER: address, PUBLIC_URL: address })).toMatchObject({ issuer: address });
    },
  );

  it.each([
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://login.example.nl' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'http://localhost.example.nl' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'login.example.nl' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://login.example.nl?x' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://login.example.nl/.well-known/openid-configuration' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: '' }],
    ['OIDC_CLIENT_ID', { OIDC_CLIENT_ID: '' }],
    ['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET: '' }],
    ['OIDC_CLIENT_SECRET', { OIDC_CLIENT_SECRET_FILE: '/run/secret' }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: '/run/none' }],
    ['OIDC_CLIENT_SECRET_FILE', { OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: '/run/empty' }],
    ['OIDC_CLIENT_KEY_FILE', { OIDC_CLIENT_SECRET: '', OIDC_CLIENT_KEY_FILE: '/run/secret' }],
    ['OIDC_CLIENT_KEY_FILE', { OIDC_CLIENT_SECRET: '', OIDC_CLIENT_KEY_FILE: '/run/public.json' }],
    ['PUBLIC_URL', { PUBLIC_URL: '' }],
    ['PUBLIC_URL', { PUBLIC_URL: 'http://buurtbalans.example.nl' }],
    ['OIDC_SCOPE', { OIDC_SCOPE: 'profile' }],
    ['OIDC_GROUP_ROLES', { OIDC_GROUP_ROLES: 'bb-beheer=beheerder' }],
    ['OIDC_GROUP_ROLES', { OIDC_GROUP_ROLES: 'bb-beheer' }],
    ['OIDC_GROUP_ROLES', { OIDC_GROUP_ROLES: '=administrator' }],
    ['OIDC_PASSWORDS', { OIDC_PASSWORDS: 'no' }],
  ])('that are wrong are told by %s, in both languages and without a secret: %j', (name, change) => {
    const wrong = () => settings(change as Record<string, string>);
    expect(wrong).toThrow(new RegExp(`^${name}: .+ / .+`));
    expect(wrong).not.toThrow(/geheim-geheim/);
  });
});
