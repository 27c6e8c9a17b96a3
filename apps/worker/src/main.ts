import { constants, setPriority } from 'node:os';
import { openDatabase } from '@buurtbalans/database';
import { createWorker } from '@buurtbalans/queue';
import { type HouseStyle, loadHouseStyle } from '@buurtbalans/reports';
import { loadHandlers } from './jobs/registry.ts';
import { type MailSettings, readMailSettings } from './mail/mail-settings.ts';
import { openMailer } from './mail/mailer.ts';

try {
  // who waits before a screen comes first
  setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
} catch {
  // not everywhere allowed
}

const { DATABASE_URL: databaseUrl, QUEUE_URL: queueUrl } = process.env;
if (!databaseUrl) {
  console.error('DATABASE_URL is not set');
  process.exit(1);
}

let settings: MailSettings | undefined;
let style: HouseStyle;
try {
  style = await loadHouseStyle(process.env['HOUSE_STYLE']);
  settings = readMailSettings(process.env);
} catch (error) {
  console.error((error as Error).message);
  process.exit(1);
}
if (!settings) console.log(JSON.stringify({ worker: 'no mail', reason: 'SMTP_URL is not set' }));
const mail = settings && openMailer(settings);

const db = openDatabase({ url: databaseUrl, connections: 5, applicationName: 'worker' });
const onReport = (report: object): void => console.log(JSON.stringify(report));
const workers = (await loadHandlers({ db, mail, style })).map(({ name, handler }) =>
  createWorker(name, handler, { databaseUrl, queueUrl, onReport }),
);
console.log(JSON.stringify({ worker: 'ready', jobs: workers.length }));
process.send?.({ ready: true });

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  void Promise.allSettled(workers.map((worker) => worker.close()))
    .then(() => db.close())
    // with a database that is away there is nothing left to close
    .catch(() => undefined)
    .finally(() => process.exit(0));
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
// when the launcher disappears, nobody else ends this process
process.on('disconnect', stop);
