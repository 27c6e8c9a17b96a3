import { countLeft, type Database } from '@buurtbalans/database';
import { isSameBehind, SYSTEM_COMMAND_ID, type TrajectoryState } from '@buurtbalans/domain';
import { executeCommand } from '../commands/execute-command.ts';

/**
 * Looks who still stands behind released statements, and has the journal say so where somebody took back what they wrote.
 * It is looked when somebody asks for what rests on it, so that no moment of a withdrawal is kept (ADR 55).
 *
 * @returns whether the trajectory changed
 */
export async function countAnew(
  db: Database,
  { id, state }: { readonly id: string; readonly state: TrajectoryState },
): Promise<boolean> {
  if (Object.keys(state.statements).length === 0) return false;
  const left = await countLeft(db, id, (statementId) => state.statements[statementId]?.lane);
  const changed = [...left].filter(([statementId, behind]) => {
    const stood = state.statements[statementId]?.behind;
    return stood !== undefined && !isSameBehind(stood, behind);
  });
  if (changed.length === 0) return false;
  await executeCommand(db, {
    trajectoryId: id,
    commandId: SYSTEM_COMMAND_ID.CountBehind(state.version),
    expectedVersion: state.version,
    command: { type: 'CountBehind', left: Object.fromEntries(changed) },
    actor: { role: 'system' },
  });
  return true;
}
