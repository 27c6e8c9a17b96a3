import { type Database, readTrajectory } from '@buurtbalans/database';
import type { FastifyRequest } from 'fastify';
import { signedIn } from './sign-in.ts';
import { maySee } from './who-sees.ts';

/** Whether the account of a request that goes on for hours is still signed in, and still sees the trajectory. */
export async function staysIn(db: Database, request: FastifyRequest, trajectoryId: string): Promise<boolean> {
  const account = await signedIn(db, request);
  const trajectory = account && (await readTrajectory(db, trajectoryId));
  return trajectory !== undefined && maySee(account!, trajectory.state);
}
