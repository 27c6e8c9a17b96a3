import { describe, expect, it } from 'vitest';
import { makeParticipantToken, PARTICIPANT_HOURS, readParticipantToken, voterKey } from './participant-token.ts';

const secret = 's'.repeat(40);
const now = new Date('2026-03-02T09:20:00.000Z');
const resident = { sessionId: 'session', trajectoryId: 'trajectory', lane: 'resident' as const };
const professional = { ...resident, lane: 'professional' as const, organisationId: 'organisation' };

describe('the token of a participant', () => {
  it('brings back session, trajectory, lane and organisation', () => {
    for (const participant of [resident, professional]) {
      expect(readParticipantToken(secret, makeParticipantToken(secret, participant, now, 'seat').token, now)).toEqual({
        ...participant,
        seat: 'seat',
      });
    }
  });

  it('[P1] holds nothing of the person or the device, only a seat that is made at random', () => {
    const [one, other] = [
      makeParticipantToken(secret, resident, now),
      makeParticipantToken(secret, resident, new Date(now.getTime() + 30 * 60_000)),
    ];
    const held = [one, other].map(
      ({ token }) => JSON.parse(Buffer.from(token.split('.')[0]!, 'base64url').toString()) as unknown[],
    );
    expect(held[0]!.slice(0, 5)).toEqual(['session', 'trajectory', 'resident', null, Date.parse(one.expiresAt)]);
    expect(held[1]!.slice(0, 5)).toEqual(held[0]!.slice(0, 5));
    expect(held[0]![5]).not.toBe(held[1]![5]);
  });

  it('[P1] counts a seat under another key in each step', () => {
    const keys = ['dots-5', 'agreement-6', 'arrival'].map((scope) => voterKey(secret, 'session', 'seat', scope));
    expect(new Set(keys).size).toBe(3);
    expect(keys).toEqual(
      ['dots-5', 'agreement-6', 'arrival'].map((scope) => voterKey(secret, 'session', 'seat', scope)),
    );
    expect(voterKey('t'.repeat(40), 'session', 'seat', 'dots-5')).not.toBe(keys[0]);
  });

  it('is not read after its end, or when anything in it or its signature was changed', () => {
    const { token, expiresAt } = makeParticipantToken(secret, resident, now);
    expect(Date.parse(expiresAt) - now.getTime()).toBeGreaterThanOrEqual(PARTICIPANT_HOURS * 3_600_000);
    expect(readParticipantToken(secret, token, new Date(Date.parse(expiresAt) - 1))).toMatchObject(resident);
    expect(readParticipantToken(secret, token, new Date(expiresAt))).toBeUndefined();
    const [body, signature] = token.split('.') as [string, string];
    const other = makeParticipantToken(secret, professional, now).token.split('.')[0]!;
    for (const forged of [
      '',
      '.',
      'x',
      body,
      `.${signature}`,
      `${body}.`,
      `${other}.${signature}`,
      `${body}.${signature.slice(2)}`,
    ])
      expect([forged, readParticipantToken(secret, forged, now)]).toEqual([forged, undefined]);
    expect(readParticipantToken('t'.repeat(40), token, now)).toBeUndefined();
  });
});
