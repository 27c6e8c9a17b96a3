/** Holds a transaction open while its connection is ended, is told of it, and goes on. */
import { openDatabase } from '@buurtbalans/database';

const db = openDatabase({ url: process.env.DATABASE_URL ?? '', applicationName: 'to-be-ended' });
const told = await db.query
  .transaction()
  .execute(async (tx) => {
    await tx.selectFrom('method_template').select('id').execute();
    process.stdout.write('in a transaction\n');
    await new Promise((resolve) => setTimeout(resolve, 700));
    await tx.selectFrom('method_template').select('id').execute();
  })
  .then(
    () => 'nothing happened',
    () => 'told',
  );
await db.pool.query('select 1');
process.stdout.write(`${told}, alive\n`);
await db.close();
