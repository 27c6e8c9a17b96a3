/** Fires what is due, once, and tells how much that was and what its own clock says. */
import { openDatabase } from '@buurtbalans/database';
import { fireDueTimers } from '@buurtbalans/workflow';

const db = openDatabase({ url: process.env.DATABASE_URL ?? '' });
const fired = await fireDueTimers(db);
process.stdout.write(
  `${JSON.stringify({ fired, now: new Date().toISOString(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}\n`,
);
await db.close();
