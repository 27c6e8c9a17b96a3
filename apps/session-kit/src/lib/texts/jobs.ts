import type { JobName, QueueName } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';

const queues: Record<QueueName, () => string> = {
  reports: m.queue_reports,
  imports: m.queue_imports,
  reminders: m.queue_reminders,
  invitations: m.queue_invitations,
  shares: m.queue_shares,
  programme: m.programme_title,
  accounts: m.people_page_title,
  notices: m.queue_notices,
};
const jobs: Record<JobName, () => string> = {
  'reports.render': m.job_reports_render,
  'imports.read': m.job_imports_read,
  'reminders.send': m.job_reminders_send,
  'invitations.send': m.job_invitations_send,
  'shares.send': m.job_shares_send,
  'programme.render': m.programme_submit,
  'accounts.invite': m.job_accounts_invite,
  'accounts.tell': m.job_accounts_tell,
};

/** A queue in words; one of another version, without words here, is shown by its own name. */
export const queueName = (name: string): string => (Object.hasOwn(queues, name) ? queues[name as QueueName]() : name);

/** What a job does. */
export const jobName = (name: string): string => (Object.hasOwn(jobs, name) ? jobs[name as JobName]() : name);
