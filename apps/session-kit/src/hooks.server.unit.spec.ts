import { expect, it, vi } from 'vitest';

vi.mock('#lib/paraglide/messages.js', () => ({
  m: { error_unexpected_title: () => 'title', error_unexpected_advice: () => 'advice' },
}));
vi.mock('#lib/paraglide/runtime.js', () => ({}));
vi.mock('#lib/paraglide/server.js', () => ({}));
const { handleError } = await import('./hooks.server.ts');

it('[E22] an unexpected error is logged with its place, and with nothing that somebody wrote', () => {
  const lines: unknown[] = [];
  const log = vi.spyOn(console, 'error').mockImplementation((line: unknown) => void lines.push(line));
  for (const error of [new TypeError('Jansen\n    at Jansen (huis.ts:1:1)'), 'Jansen']) {
    const input = { kind: 'unknown', error, event: { route: { id: '/join' } } } as unknown as Parameters<
      typeof handleError
    >[0];
    expect(handleError(input)).toEqual({ message: 'title', advice: 'advice' });
  }
  log.mockRestore();
  expect(lines.map((line) => JSON.parse(String(line)) as unknown)).toMatchObject([
    { route: '/join', code: 'TypeError', frames: expect.stringContaining('hooks.server.unit.spec.ts') },
    { code: 'Error', frames: '' },
  ]);
  expect(lines.join('')).not.toContain('Jansen');
});
