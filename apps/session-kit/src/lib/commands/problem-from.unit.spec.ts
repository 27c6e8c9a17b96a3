import { ApiError, problemOf } from '@buurtbalans/contracts';
import { expect, it, vi } from 'vitest';
import { tellingUnreachable } from '#lib/api/unreachable.ts';
import { problemFrom } from './problem-from.ts';

/** What a client makes of this failure, in the words of the screens. */
async function shown(cause: unknown): Promise<{ code: string; status: number }> {
  const client = tellingUnreachable({ call: () => Promise.reject(cause), url: () => '' });
  const { code, status } = problemFrom(await client.call().catch((error: unknown) => error));
  return { code, status };
}

it('[K45] says that the service cannot be reached when a call got no answer', async () => {
  for (const cause of [
    new TypeError('Failed to fetch'),
    new DOMException('timeout', 'TimeoutError'),
    new SyntaxError('<html> of a proxy'),
  ])
    expect(await shown(cause)).toEqual({ code: 'SERVER.UNAVAILABLE', status: 503 });
});

it('[K45] says what the API said', async () => {
  expect(await shown(new ApiError(problemOf('SESSION.NOT_OPEN', 'nl')))).toMatchObject({ code: 'SESSION.NOT_OPEN' });
});

it('[K45] does not blame the service for a mistake of the page or its browser', () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  for (const cause of [
    new DOMException('the user said no', 'SecurityError'),
    new TypeError('undefined is no function'),
  ])
    expect(problemFrom(cause).code).toBe('SERVER.UNEXPECTED');
  expect(logged).toHaveBeenCalledTimes(2);
});
