import { m } from '#lib/paraglide/messages.js';

const queues: Record<string, () => string> = { reports: m.queue_reports, imports: m.queue_imports, reminders: m.queue_reminders, invitations: m.queue_invitations, programme: m.programme_title };
const jobs: Record<string, () => string> = { 'reports.render': m.job_reports_render, 'imports.read': m.job_imports_read, 'reminders.send': m.job_reminders_send, 'invitations.send': m.job_invitations_send, 'shares.send': m.job_shares_send, 'programme.render': m.programme_submit };

/** A queue in words; one without words is shown by its own name. */
export const queueName = (name: string): string => queues[name]?.() ?? name;

/** What a job does. */
export const jobName = (name: string): string => jobs[name]?.() ?? name;
