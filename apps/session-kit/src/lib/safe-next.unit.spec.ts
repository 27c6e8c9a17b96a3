import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each([
  ['/trajectories', '/trajectories'],
  ['/trajectories/1?tab=2#last', '/trajectories/1?tab=2#last'],
  ['/sign-in-help', '/sign-in-help'],
  ['/é', '/%C3%A9'],
])('[K51] goes on to %s', (next, path) => {
  expect(safeNext(next)).toBe(path);
});

test.each([
  null,
  '',
  'https://elders.test',
  '//elders.test',
  '/\\elders.test',
  '\\\\elders.test',
  '/\t/elders.test',
  '/\n/elders.test',
  '/.//elders.test',
  '/a/..//elders.test',
  '/%2e//elders.test',
  '///elders.test',
  'javascript:alert(1)',
  'trajectories',
  '/sign-in?next=/',
  '/x/../sign-in',
])('[K51] never leaves the site for %j', (next) => {
  expect(safeNext(next)).toBe('/');
});

test('[K51] whatever it is, it stays on the site and can stand in a header', () => {
  const parts = fc.constantFrom(
    '/',
    '\\',
    '.',
    '%',
    '\t',
    '\r',
    '\n',
    '\0',
    ':',
    '@',
    'elders.test',
    '?',
    '#',
    'é',
    ' ',
    '2e',
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 8 }), (path) => {
      const next = safeNext(`/${path.join('')}`);
      expect(new URL(next, 'https://eigen.test').origin).toBe('https://eigen.test');
      expect(next).toMatch(/^[\x21-\x7e]+$/);
    }),
  );
});
