import type { Log } from '@buurtbalans/logging';
import type { JobReport } from '@buurtbalans/queue/nest';

/** Tells the log what became of each job: why one failed by its code, as administrators see it too. */
export function jobLog(log: Log): (report: JobReport) => void {
  return ({ job, jobId: id, outcome, reason, frames }) => {
    const told = { job, id, code: reason?.split(' ')[0], frames };
    if (outcome === 'done') log.debug('job done', told);
    else if (outcome === 'later') log.info('job put off', told);
    else log.error('job failed', told);
  };
}
