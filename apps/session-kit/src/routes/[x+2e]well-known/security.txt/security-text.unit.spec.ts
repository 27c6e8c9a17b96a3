import { expect, it, vi } from 'vitest';
import { GET } from './+server.ts';
import { securityText } from './security-text.ts';

const NOW = new Date('2026-03-01T15:00:00Z');

it('there is none until somebody says who wants to hear of a weakness', () => {
  expect(securityText({}, NOW)).toBeUndefined();
  expect(securityText({ SECURITY_CONTACT: '' }, NOW)).toBeUndefined();
});

it('names whom to tell, in which order, until when, and where it stands', () => {
  const settings = { SECURITY_CONTACT: 'veilig@example.nl https://example.nl/melden', PUBLIC_URL: 'https://bb.test/' };
  expect(securityText(settings, NOW)).toBe(
    [
      'Contact: mailto:veilig@example.nl',
      'Contact: https://example.nl/melden',
      'Expires: 2026-08-28T00:00:00.000Z',
      'Preferred-Languages: nl, en',
      'Canonical: https://bb.test/.well-known/security.txt',
      '',
    ].join('\n'),
  );
});

it('claims no address of its own that is not safe', () => {
  const settings = { SECURITY_CONTACT: 'veilig@example.nl', PUBLIC_URL: 'http://localhost:3000' };
  expect(securityText(settings, NOW)).not.toContain('Canonical');
});

it('answers with the file, and that there is none without a contact', async () => {
  const answer = async () => GET({} as Parameters<typeof GET>[0]);
  vi.stubEnv('SECURITY_CONTACT', 'veilig@example.nl');
  const told = await answer();
  expect([told.status, told.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(await told.text()).toContain('Contact: mailto:veilig@example.nl\n');
  vi.stubEnv('SECURITY_CONTACT', '');
  const none = await answer();
  vi.unstubAllEnvs();
  expect([none.status, await none.text()]).toEqual([404, '']);
});
