import { describe, expect, it } from 'vitest';
import { makeParticipantToken, PARTICIPANT_HOURS, readParticipantToken } from './participant-token.ts';

const secret = 's'.repeat(40);
const now = new Date('2026-03-02T09:20:00.000Z');
const resident = { sessionId: 'session', trajectoryId: 'trajectory', lane: 'resident' as const };
const professional = { ...resident, lane: 'professional' as const, organisationId: 'organisation' };

describe('the token of a participant', () => {
  it('brings back session, trajectory, lane and organisation', () => {
    for (const participant of [resident, professional]) {
      expect(readParticipantToken(secret, makeParticipantToken(secret, participant, now).token, now)).toEqual(participant);
    }
  });

  it('[P1] is the same for all residents who join within the hour, and holds nothing else', () => {
    const later = new Date(now.getTime() + 30 * 60_000);
    const [one, other] = [makeParticipantToken(secret, resident, now), makeParticipantToken(secret, resident, later)];
    expect(one).toEqual(other);
    const held = JSON.parse(Buffer.from(one.token.split('.')[0]!, 'base64url').toString()) as unknown[];
    expect(held).toEqual(['session', 'trajectory', 'resident', null, Date.parse(one.expiresAt)]);
  });

  it('is not read after its end, or when anything in it or its signature was changed', () => {
    const { token, expiresAt } = makeParticipantToken(secret, resident, now);
    expect(Date.parse(expiresAt) - now.getTime()).toBeGreaterThanOrEqual(PARTICIPANT_HOURS * 3_600_000);
    expect(readParticipantToken(secret, token, new Date(Date.parse(expiresAt) - 1))).toEqual(resident);
    expect(readParticipantToken(secret, token, new Date(expiresAt))).toBeUndefined();
    const [body, signature] = token.split('.') as [string, string];
    const other = makeParticipantToken(secret, professional, now).token.split('.')[0]!;
    for (const forged of ['', '.', 'x', body, `.${signature}`, `${body}.`, `${other}.${signature}`, `${body}.${signature.slice(2)}`]) expect([forged, readParticipantToken(secret, forged, now)]).toEqual([forged, undefined]);
    expect(readParticipantToken('t'.repeat(40), token, now)).toBeUndefined();
  });
});
