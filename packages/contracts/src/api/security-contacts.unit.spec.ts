import { expect, it } from 'vitest';
import { securityContacts } from './security-contacts.ts';

it('reads one address or several, and knows a bare e-mail address', () => {
  expect(securityContacts(undefined)).toEqual([]);
  expect(securityContacts(' ')).toEqual([]);
  expect(securityContacts('veilig@example.nl')).toEqual(['mailto:veilig@example.nl']);
  expect(securityContacts('https://example.nl/melden, mailto:veilig@example.nl  tel:+31-20-5550000')).toEqual([
    'https://example.nl/melden',
    'mailto:veilig@example.nl',
    'tel:+31-20-5550000',
  ]);
});

it('refuses what nobody can be reached at, with what was written', () => {
  for (const wrong of ['http://example.nl', 'javascript:alert(1)', 'balie', 'mailto:', 'a@b@c', 'ftp://a@b'])
    expect(() => securityContacts(`https://example.nl ${wrong}`)).toThrow(wrong);
});
