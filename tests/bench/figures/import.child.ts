/** Reads a file of `argv[3]` years of the whole country in, as the worker does; `argv[2]` is the database. */
import { randomUUID } from 'node:crypto';
import { openDatabase } from '@buurtbalans/database';
import { importFile } from '@buurtbalans/workflow/imports';
import { countryFile } from './country.ts';

const [, , url, years] = process.argv;
const db = openDatabase({ url: url!, silenceMs: 120_000 });
await importFile(db, {
  id: randomUUID(),
  kind: 'kwb',
  origin: 'command_line',
  fileName: 'country.csv',
  year: null,
  title: null,
  broughtBy: null,
  body: countryFile(Array.from({ length: Number(years) }, (_, at) => 2_024 - at)),
});
await db.close();
