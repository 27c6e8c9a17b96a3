import { constants, setPriority } from 'node:os';
import { openDatabase } from '@buurtbalans/database';
import { createLog, takeOverOutput, thresholdOf, toStandardOutput } from '@buurtbalans/logging';
import { createWorker } from '@buurtbalans/queue';
import { type HouseStyle, loadHouseStyle } from '@buurtbalans/reports';
import { loadHandlers } from './jobs/registry.ts';
import { jobLog } from './job-log.ts';
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
const log = createLog({
  program: 'worker',
  threshold: thresholdOf(process.env['LOG_LEVEL']),
  write: toStandardOutput,
});
takeOverOutput(log);
if (!settings) log.info('no mail');
const mail = settings && openMailer(settings);

const db = openDatabase({ url: databaseUrl, connections: 5, applicationName: 'worker' });
const onReport = jobLog(log);
const workers = (await loadHandlers({ db, mail, style })).map(({ name, handler }) =>
  createWorker(name, handler, { databaseUrl, queueUrl, onReport }),
);
log.info('started', { durationMs: performance.now() });
process.send?.({ ready: true });

let stopping = false;
function stop(): void {
  if (stopping) return;
  stopping = true;
  log.info('stopping');
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
