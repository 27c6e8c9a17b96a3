import { expect, it, vi } from 'vitest';

vi.mock('#lib/paraglide/messages.js', () => ({
  m: { error_unexpected_title: () => 'title', error_unexpected_advice: () => 'advice' },
}));
vi.mock('#lib/paraglide/runtime.js', () => ({}));
vi.mock('#lib/paraglide/server.js', () => ({}));
vi.mock('$app/env', () => ({ building: true, dev: false }));
const { handleError } = await import('./hooks.server.ts');

it('[E22] [E102] an unexpected error is logged with its place, and with nothing that somebody wrote', () => {
  const lines: unknown[] = [];
  const shown: unknown[] = [];
  const log = vi.spyOn(process.stdout, 'write').mockImplementation((line: unknown) => lines.push(line) > 0);
  for (const error of [new TypeError('Jansen\n    at Jansen (huis.ts:1:1)'), 'Jansen']) {
    const input = {
      kind: 'unknown',
      error,
      event: { route: { id: '/join' }, request: { method: 'GET' } },
    } as unknown as Parameters<typeof handleError>[0];
    shown.push(handleError(input));
  }
  log.mockRestore();
  const told = lines.map((line) => JSON.parse(String(line)) as { reference: string });
  // the number that is shown is the one that can be looked up
  expect(shown).toEqual(
    told.map(({ reference }) => ({ message: 'title', advice: 'advice', code: `SERVER.UNEXPECTED ${reference}` })),
  );
  expect(told).toMatchObject([
    { route: '/join', code: 'TypeError', frames: expect.stringContaining('hooks.server.unit.spec.ts') },
    { route: '/join', code: 'Error' },
  ]);
  expect(lines.join('')).not.toContain('Jansen');
});
