import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { ParticipantScope } from '@buurtbalans/database';
import type { FastifyRequest } from 'fastify';

/** Hours that a participant stays inside after joining. */
export const PARTICIPANT_HOURS = 12;

const sign = (secret: string, body: string): Buffer =>
  createHmac('sha256', secret).update(`participant.${body}`).digest();

/**
 * Makes the participant's proof of joining: session, lane, organisation, the end rounded up to the hour, and a seat. The
 * seat is a random word that the server does not keep: it lets one participant's answers in a step count once, and says
 * nothing of the person or the device.
 */
export function makeParticipantToken(
  secret: string,
  participant: Omit<ParticipantScope, 'seat'>,
  now: Date,
  seat = randomBytes(12).toString('base64url'),
): { token: string; expiresAt: string } {
  const hour = 3_600_000;
  const expires = Math.ceil(now.getTime() / hour) * hour + PARTICIPANT_HOURS * hour;
  const { sessionId, trajectoryId, lane, organisationId } = participant;
  const body = Buffer.from(
    JSON.stringify([sessionId, trajectoryId, lane, organisationId ?? null, expires, seat]),
  ).toString('base64url');
  return { token: `${body}.${sign(secret, body).toString('base64url')}`, expiresAt: new Date(expires).toISOString() };
}

/** Reads a token; undefined when it was not made here or has ended. */
export function readParticipantToken(secret: string, token: string, now: Date): ParticipantScope | undefined {
  const read = readSigned(secret, token);
  return read && read.expires > now.getTime() ? read.participant : undefined;
}

/** Who a token was of in this session, though it has ended: whoever comes back sits where they sat. */
export function participantBefore(
  secret: string,
  token: string | undefined,
  sessionId: string,
): ParticipantScope | undefined {
  const participant = token === undefined ? undefined : readSigned(secret, token)?.participant;
  return participant?.sessionId === sessionId ? participant : undefined;
}

/** The token that a request brings. */
export function bearerOf({ headers }: Pick<FastifyRequest, 'headers'>): string | undefined {
  const [scheme, bearer] = (headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && bearer ? bearer : undefined;
}

function readSigned(
  secret: string,
  token: string,
): { readonly participant: ParticipantScope; readonly expires: number } | undefined {
  const [body = '', signature = ''] = token.split('.');
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(secret, body);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const [sessionId, trajectoryId, lane, organisationId, expires, seat = ''] = JSON.parse(
    Buffer.from(body, 'base64url').toString('utf8'),
  ) as [string, string, 'professional' | 'resident', string | null, number, string?];
  return {
    participant: { sessionId, trajectoryId, lane, seat, ...(organisationId ? { organisationId } : {}) },
    expires,
  };
}

/**
 * Key under which a seat counts in one scope, such as a step. It is derived anew for each scope, so that what is stored of
 * one participant cannot be joined across steps; cards are stored without any.
 */
export function voterKey(secret: string, sessionId: string, seat: string, scope: string): string {
  return createHmac('sha256', secret)
    .update(JSON.stringify(['voter', sessionId, scope, seat]))
    .digest('base64url')
    .slice(0, 22);
}
