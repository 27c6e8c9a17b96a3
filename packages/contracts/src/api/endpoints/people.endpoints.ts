import { z } from 'zod';
import { accountSchema, meSchema, signInAnswerSchema, signInSchema } from '../people.schema.ts';
import { list } from './answers.ts';
import { defineEndpoints } from './endpoint.ts';
import { EVERY_ROLE } from './roles.ts';

/** Health, signing in, and people to choose from. */
export const peopleEndpoints = defineEndpoints({
  health: {
    method: 'GET',
    path: '/health',
    summary: 'Whether the engine and its database answer',
    access: 'public',
    response: z.object({ status: z.literal('ok') }),
  },
  signIn: {
    method: 'POST',
    path: '/sign-in',
    summary: 'Sign in; sets a cookie, or asks for the second factor',
    access: 'public',
    body: signInSchema,
    response: signInAnswerSchema,
  },
  signOut: { method: 'POST', path: '/sign-out', summary: 'Sign out', access: 'staff', roles: EVERY_ROLE },
  me: {
    method: 'GET',
    path: '/me',
    summary: 'The signed-in account',
    access: 'staff',
    roles: EVERY_ROLE,
    response: meSchema,
  },
  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: 'Accounts to appoint, by role',
    access: 'staff',
    roles: ['programme_manager', 'facilitator', 'administrator'],
    query: z.object({ role: z.string().optional() }),
    response: list(accountSchema),
  },
});
