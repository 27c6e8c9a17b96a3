import { type ErrorCode, problemOf } from '@buurtbalans/contracts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Unreachable } from '#lib/api/unreachable.ts';
import { rememberJoined } from '../own/participant-store.ts';
import { hasSeat } from './own-seat.ts';

const answer =
  (status: number, body: unknown) =>
  async (_url: string, _init: RequestInit): Promise<Response> =>
    new Response(JSON.stringify(body), { status });
const refusal = (code: ErrorCode) => answer(problemOf(code, 'nl').status, problemOf(code, 'nl'));
const joinedFor = (organisation: { id: string } | null) => answer(200, { organisation });

/** Whether a browser that joined has its seat still, when the engine answers so. */
async function seat(
  engine: (url: string, init: RequestInit) => Promise<Response>,
  organisationId: string | null,
): Promise<boolean> {
  const fetched = vi.fn(engine);
  vi.stubGlobal('fetch', fetched);
  const found = await hasSeat('session-a', organisationId);
  expect(new Headers(fetched.mock.calls[0]![1].headers).get('authorization')).toBe('Bearer token');
  return found;
}

beforeEach(() => {
  vi.stubGlobal('window', {});
  rememberJoined('session-a', 'token', '2999-01-01T00:00:00.000Z');
});

describe('[K44] the seat of a browser that joined before', () => {
  it('is kept by whoever comes for the same organisation, or for none', async () => {
    expect(await seat(joinedFor({ id: 'welfare' }), 'welfare')).toBe(true);
    expect(await seat(joinedFor(null), null)).toBe(true);
  });

  it('is not that of another organisation', async () => {
    expect(await seat(joinedFor({ id: 'welfare' }), 'housing')).toBe(false);
  });

  it.each(['SESSION.NOT_JOINED', 'AUTH.FORBIDDEN', 'SESSION.NOT_FOUND'] as const)(
    'is gone when the engine says %s',
    async (code) => {
      expect(await seat(refusal(code), null)).toBe(false);
    },
  );

  it('is not given up because the engine cannot be asked', async () => {
    await expect(seat(refusal('SERVER.UNAVAILABLE'), null)).rejects.toMatchObject({
      problem: { code: 'SERVER.UNAVAILABLE' },
    });
    await expect(seat(() => Promise.reject(new TypeError('network')), null)).rejects.toBeInstanceOf(Unreachable);
  });

  it('is asked for only where there is one', async () => {
    const fetched = vi.fn();
    vi.stubGlobal('fetch', fetched);
    expect(await hasSeat('session-b', null)).toBe(false);
    expect(fetched).not.toHaveBeenCalled();
  });
});
