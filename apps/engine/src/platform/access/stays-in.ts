import { mayCall } from '@buurtbalans/contracts';
import { type Database, readTrajectory } from '@buurtbalans/database';
import type { FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';
import { signedIn } from './sign-in.ts';
import { maySee } from './who-sees.ts';

/** Whether the account of a stream that goes on for hours is still signed in, and still sees the trajectory. */
export async function staysIn(
  db: Database,
  request: FastifyRequest,
  trajectoryId: string,
  config: Config,
): Promise<boolean> {
  const account = await signedIn(db, request, config);
  const trajectory = account && mayCall('streamLive', account.role) && (await readTrajectory(db, trajectoryId));
  return Boolean(account && trajectory && maySee(account, trajectory));
}
