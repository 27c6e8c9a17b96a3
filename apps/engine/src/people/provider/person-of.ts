import { mendText, type ProviderSettings } from '@buurtbalans/contracts';
import type { ProvenPerson } from '@buurtbalans/database';
import { z } from 'zod';

/** What a provider says of somebody, in its ID token and at its userinfo endpoint. */
export type Claims = Readonly<Record<string, unknown>>;

const address = z.email().max(200);
const LONGEST_NAME = 120;

/** A claim by its name, or by the dots that lead into it. */
export function claimAt(claims: Claims, path: string): unknown {
  if (Object.hasOwn(claims, path)) return claims[path];
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null && Object.hasOwn(value, name) ? (value as Claims)[name] : undefined,
      claims,
    );
}

/** Whether an ID token leaves something out that the userinfo endpoint may have. */
export const leavesOut = (claims: Claims, { groupsClaim, verifiedClaim, roles }: ProviderSettings): boolean =>
  ['email', verifiedClaim, 'name', ...(roles.length > 0 ? [groupsClaim] : [])].some(
    (path) => claimAt(claims, path) === undefined,
  );

/** Providers write it in more ways than one; what is none of them is no. */
const isYes = (value: unknown): boolean => value === true || value === 'true' || value === 1 || value === '1';

const wordOf = (value: unknown): string => (typeof value === 'string' ? mendText(value).trim() : '');

/**
 * Somebody as the provider vouches for them, with the role of their groups.
 *
 * @param told what the ID token says, which is signed; it goes before `more`, what the userinfo endpoint says
 */
export function personOf(told: Claims, more: Claims, settings: ProviderSettings): ProvenPerson {
  const { groupsClaim, verifiedClaim, roles } = settings;
  const claims: Claims = { ...more, ...told };
  // an address and that it was verified come from one place: the one says nothing of another's
  const mail = [told, more].find((one) => one['email'] !== undefined && claimAt(one, verifiedClaim) !== undefined);
  const email = address.safeParse(mail?.['email']);
  const isVerified = mail !== undefined && isYes(claimAt(mail, verifiedClaim));
  const groups = [claimAt(claims, groupsClaim)].flat().filter((group) => typeof group === 'string');
  const role = roles.find(({ group }) => groups.includes(group))?.role ?? null;
  const whole = [wordOf(claims['given_name']), wordOf(claims['family_name'])].filter(Boolean).join(' ');
  const name = wordOf(claims['name']) || whole || wordOf(claims['preferred_username']) || wordOf(claims['email']);
  return {
    issuer: String(told['iss']),
    subject: String(told['sub']),
    email: email.success && isVerified ? email.data : null,
    name: (name || '?').slice(0, LONGEST_NAME),
    role: roles.length === 0 ? undefined : role,
  };
}
