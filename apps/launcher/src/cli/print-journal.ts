import { type Database, readJournal } from '@buurtbalans/database';
import { StartError } from '../options.ts';

/** Prints the journal of a trajectory, an entry a line; texts lie beside it and are not in it. */
export async function printJournal(db: Database, trajectoryId: string | undefined): Promise<void> {
  if (!trajectoryId) throw new StartError('journal --trajectory ID');
  const entries = await readJournal(db, asId(trajectoryId));
  if (entries.length === 0)
    throw new StartError(`${trajectoryId}: dit traject is er niet / there is no such trajectory`);
  for (const entry of entries) process.stdout.write(`${JSON.stringify(entry)}\n`);
}

/** An id as it was typed; anything else than a UUID cannot exist. */
export function asId(text: string): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text))
    throw new StartError(`${text}: dit is geen nummer van een traject / this is not the id of a trajectory`);
  return text;
}
