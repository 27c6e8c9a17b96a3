import { openDatabase, readTrajectory, setDemonstration } from '@buurtbalans/database';
import { deliverDatasets } from './deliver-datasets.ts';
import { demoId } from './demo-ids.ts';
import { demoAccounts, savePeople } from './demo-people.ts';
import { tellStories } from './demo-stories.ts';

export type { DemoAccount } from './demo-people.ts';

/**
 * Loads real figures of two municipalities and made-up trajectories, as far as they go by the rules of today, and gives the
 * accounts. What is there already is left alone, so that a second start keeps everything that was changed. Asked to end, it
 * begins no more.
 */
export async function loadDemonstration(databaseUrl: string, ending?: AbortSignal): Promise<typeof demoAccounts> {
  const db = openDatabase({ url: databaseUrl, connections: 5, applicationName: 'demonstration' });
  try {
    await deliverDatasets(db);
    const last = await readTrajectory(db, demoId('trajectory Osdorp-Midden'));
    if (!last || Object.keys(last.state.actions).length === 0) {
      ending?.throwIfAborted();
      await savePeople(db);
      await tellStories(db);
    }
    // a start without the demonstration had closed them
    await setDemonstration(db, true);
    return demoAccounts;
  } finally {
    await db.close();
  }
}
