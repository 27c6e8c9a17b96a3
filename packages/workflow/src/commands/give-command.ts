import { readTemplate, readTrajectory } from '@buurtbalans/database';
import { forbids } from '@buurtbalans/domain';
import { FACTS, type Ground, type RawCommand } from '../facts/facts.ts';
import { countAnew } from '../facts/count-left.ts';
import { needOf, restsOnWriters } from '../facts/needs.ts';
import { type CommandRequest, type CommandResult, executeCommand } from './execute-command.ts';

/** How often facts are read anew because somebody else was first. */
const ATTEMPTS = 50;

/**
 * Gives a command that somebody sent, one of many or alone, with the facts that it asks for.
 *
 * @throws ProductError where it names what is not there; and as {@link executeCommand}
 */
export async function giveCommand(ground: Ground, request: CommandRequest): Promise<CommandResult> {
  const { db } = ground;
  const need = needOf(request.command);
  if (restsOnWriters(request.command)) {
    const trajectory = await readTrajectory(db, request.trajectoryId);
    // where it changed, who saw it as it was hears what happened in between
    if (trajectory) await countAnew(db, trajectory);
  }
  if (need === undefined || need === 'template') return executeCommand(db, request);
  for (let attempt = 1; ; attempt += 1) {
    const state = (await readTrajectory(db, request.trajectoryId))?.state;
    // without a trajectory it is refused, whatever it asks for
    if (!state) return executeCommand(db, request);
    // borders, figures and counts are not looked up for who may not give the command
    const { id, version } = state.template;
    const template = await readTemplate(db, id, version);
    if (template && forbids(request.command, state, template, request).length > 0) return executeCommand(db, request);
    const prepared = await FACTS[need](ground, request.command as RawCommand, state, request);
    // what is of an area is of the very state that is decided upon; other facts hold whatever was done meanwhile
    const isBound = need !== 'link' && need !== 'code' && need !== 'account' && request.expectedVersion === undefined;
    const result = await executeCommand(db, {
      ...request,
      ...prepared,
      ...(isBound && { expectedVersion: state.version }),
    });
    if (!isBound || result.kind !== 'stale') return result;
    if (attempt === ATTEMPTS)
      throw new Error(`trajectory ${request.trajectoryId} was changed all the time while its facts were read`);
  }
}
