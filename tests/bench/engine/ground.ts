import { randomUUID } from 'node:crypto';
import type { Database } from '@buurtbalans/database';
import { inDays } from '@buurtbalans/testing/drivers';
import { executeCommand } from '@buurtbalans/workflow';
import type pg from 'pg';
import type { Contestant } from './measure.ts';

/** Whose trajectories they are. */
export const facilitator = { role: 'facilitator' as const, accountId: randomUUID() };
const manager = { role: 'programme_manager' as const, accountId: randomUUID() };

/** A trajectory with a planned session that can be moved for ever. */
export interface Movable {
  readonly id: string;
  readonly sessionId: string;
}

/** Begins trajectories by commands, each with one planned session. */
export async function begin(db: Database, count: number): Promise<Movable[]> {
  const made: Movable[] = [];
  for (let index = 0; index < count; index += 1) {
    const [id, sessionId] = [randomUUID(), randomUUID()];
    const send = (command: object, actor: typeof facilitator | typeof manager = facilitator) =>
      executeCommand(db, { trajectoryId: id, commandId: randomUUID(), command, actor });
    await send(
      {
        type: 'CreateTrajectory',
        name: 'Bench',
        districtCode: 'SD0363F',
        templateId: 'buurtbalans-amsterdam',
        templateVersion: 1,
      },
      manager,
    );
    await send({ type: 'Appoint', accountId: facilitator.accountId, role: 'facilitator' }, manager);
    await send({ type: 'AdvancePhase', from: 'preparation' });
    await send({
      type: 'PlanSession',
      sessionId,
      lane: 'resident',
      title: 'Bench',
      plannedFor: inDays(400),
      phases: ['exchange'],
    });
    made.push({ id, sessionId });
  }
  return made;
}

let minute = 0;

/** The engine's own step: one command that moves a session and its reminder. */
export function engineStep(db: Database, pick: (worker: number) => Movable): Contestant {
  return {
    name: 'engine',
    async step(worker) {
      minute += 1;
      const { id, sessionId } = pick(worker);
      const plannedFor = inDays(400 + minute / 1_440);
      const result = await executeCommand(db, {
        trajectoryId: id,
        commandId: randomUUID(),
        command: { type: 'MoveSession', sessionId, plannedFor },
        actor: facilitator,
      });
      if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
    },
  };
}

/** Copies of a trajectory's row for one peer, so that all start from a state of the same size. */
export async function copies(pool: pg.Pool, ids: readonly string[]): Promise<string[]> {
  const made: string[] = [];
  for (const id of ids) {
    const copy = randomUUID();
    await pool.query(
      `insert into trajectory (id, version, phase, status, template_id, template_version, state, head)
       select $2, version, phase, status, template_id, template_version, state, head from trajectory where id = $1`,
      [id, copy],
    );
    made.push(copy);
  }
  return made;
}
