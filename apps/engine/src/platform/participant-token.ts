import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ParticipantScope } from '@buurtbalans/database';

/** Hours that a participant stays inside after joining. */
export const PARTICIPANT_HOURS = 12;

const sign = (secret: string, body: string): Buffer => createHmac('sha256', secret).update(`participant.${body}`).digest();

/**
 * Makes the participant's proof of joining: session, lane, organisation, and the end rounded up to the hour. It holds
 * nothing of the person or the device: all residents who join within an hour hold the very same token.
 */
export function makeParticipantToken(secret: string, participant: ParticipantScope, now: Date): { token: string; expiresAt: string } {
  const hour = 3_600_000;
  const expires = Math.ceil(now.getTime() / hour) * hour + PARTICIPANT_HOURS * hour;
  const { sessionId, trajectoryId, lane, organisationId } = participant;
  const body = Buffer.from(JSON.stringify([sessionId, trajectoryId, lane, organisationId ?? null, expires])).toString('base64url');
  return { token: `${body}.${sign(secret, body).toString('base64url')}`, expiresAt: new Date(expires).toISOString() };
}

/** Reads a token; undefined when it was not made here or has ended. */
export function readParticipantToken(secret: string, token: string, now: Date): ParticipantScope | undefined {
  const [body = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(secret, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [sessionId, trajectoryId, lane, organisationId, expires] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as [string, string, 'professional' | 'resident', string | null, number];
  if (expires <= now.getTime()) return undefined;
  return { sessionId, trajectoryId, lane, ...(organisationId ? { organisationId } : {}) };
}
