import { expect, test } from 'vitest';
import { safeNext } from './safe-next.ts';

test.each(['/trajectories', '/trajectories/1?tab=2'])('goes on to %s', (next) => {
  expect(safeNext(next)).toBe(next);
});

test.each([
  null,
  '',
  'https://elders.test',
  '//elders.test',
  '/\\elders.test',
  'javascript:alert(1)',
  '/sign-in?next=/',
])('never leaves the site for %s', (next) => {
  expect(safeNext(next)).toBe('/');
});
