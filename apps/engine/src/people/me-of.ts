import type { Me } from '@buurtbalans/contracts';
import type { Account } from '@buurtbalans/database';

/** An account as it is told to its owner. */
export function meOf(
  { id: accountId, name, email, role, organisation, language }: Account,
  secondFactor: Me['secondFactor'],
): Me {
  const of = organisation && { id: organisation.id, name: organisation.name };
  return { accountId, name, email, role, organisation: of, language, secondFactor };
}

/** A sign-in as it is told to whoever may end it. */
export function signInItem<T extends { readonly beganAt: Date; readonly expiresAt: Date }>(signIn: T) {
  return { ...signIn, beganAt: signIn.beganAt.toISOString(), expiresAt: signIn.expiresAt.toISOString() };
}
