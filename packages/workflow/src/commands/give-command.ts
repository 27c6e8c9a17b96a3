import { readTrajectory } from '@buurtbalans/database';
import { FACTS, type Ground, type RawCommand } from '../facts/facts.ts';
import { needOf } from '../facts/needs.ts';
import { type CommandRequest, type CommandResult, executeCommand } from './execute-command.ts';

/**
 * Gives a command that somebody sent, one of many or alone, with the facts that it asks for.
 *
 * @throws ProductError where it names what is not there; and as {@link executeCommand}
 */
export async function giveCommand(ground: Ground, request: CommandRequest): Promise<CommandResult> {
  const { db } = ground;
  const need = needOf(request.command);
  if (need === undefined || need === 'template') return executeCommand(db, request);
  const state = (await readTrajectory(db, request.trajectoryId))?.state;
  // without a trajectory it is refused, whatever it asks for
  if (!state) return executeCommand(db, request);
  return executeCommand(db, { ...request, ...(await FACTS[need](ground, request.command as RawCommand, state)) });
}
