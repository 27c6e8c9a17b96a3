import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Database, saveAccount, saveOrganisation, saveSessionCode, saveSignIn } from '@buurtbalans/database';
import { scriptOf } from '@buurtbalans/domain';
import { LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing/drivers';

/** A resident meeting under way, to be joined by its code. */
export interface Room {
  readonly sessionId: string;
  readonly trajectoryId: string;
  readonly code: string;
  /** The step that runs: cards and reactions, seen by everybody at once, so that whatever is sent has to reach all. */
  readonly stepId: string;
  /** Signs its facilitator in. */
  readonly cookie: string;
}

/** Letters of a code that say the number of the room. */
const codeOf = (number: number): string =>
  `LIVE${String.fromCharCode(65 + Math.floor(number / 20))}${'ACDEFGHJKMNPQRTWXY34'[number % 20]}`;
let rooms = 0;

/** Opens a resident meeting in a trajectory of its own, with a facilitator who is signed in. */
export async function openRoom(db: Database): Promise<Room> {
  const [facilitatorId, organisationId] = [randomUUID(), randomUUID()];
  const token = randomBytes(32).toString('base64url');
  await saveAccount(db, {
    id: facilitatorId,
    email: `${facilitatorId}@example.nl`,
    name: 'F',
    role: 'facilitator',
    organisationId: null,
    passwordHash: '',
  });
  await saveSignIn(db, createHash('sha256').update(token).digest(), facilitatorId, new Date(Date.now() + 3_600_000));
  await saveOrganisation(db, { id: organisationId, name: `Politie ${organisationId}`, type: 'police' });
  const trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin(
    'Slotermeer',
  );
  await trajectory.exchange(organisationId);
  const sessionId = await trajectory.planned('resident');
  await trajectory.do({ type: 'OpenSession', sessionId });
  const steps = scriptOf('resident_meeting').map((step) =>
    step.exercise === 'brainwriting' ? { ...step, hidden: false, moderated: false } : step,
  );
  const stepId = steps.find(({ exercise }) => exercise === 'brainwriting')!.id;
  const live = new LiveDriver(db, { sessionId, trajectoryId: trajectory.id, lane: 'resident' });
  await live.do(
    { type: 'SetScript', expectedScript: 0, steps, showOrganisations: false },
    { facilitator: facilitatorId },
  );
  await live.do({ type: 'GoToStep', stepId, expectedStep: null }, { facilitator: facilitatorId });
  const code = codeOf((rooms += 1));
  await saveSessionCode(db, sessionId, code, new Date(Date.now() + 3_600_000));
  return { sessionId, trajectoryId: trajectory.id, code, stepId, cookie: `buurtbalans=${token}` };
}
