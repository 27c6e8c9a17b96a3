import { jobDefinitions, type JobName } from '@buurtbalans/contracts';
import type { JobHandler } from '@buurtbalans/queue';
import type { JobContext } from '../context.ts';

type Load<N extends JobName> = (context: JobContext) => Promise<JobHandler<N>>;

/** Handler of each job, loaded when the worker starts. */
const handlers: { readonly [N in JobName]: Load<N> } = {
  'reports.render': async (context) => (await import('./reports-render.handler.ts')).reportsRender(context),
  'programme.render': async (context) => (await import('./programme-render.handler.ts')).programmeRender(context),
  'imports.read': async (context) => (await import('./imports-read.handler.ts')).importsRead(context),
  'invitations.send': async (context) => (await import('./invitations-send.handler.ts')).invitationsSend(context),
  'shares.send': async (context) => (await import('./shares-send.handler.ts')).sharesSend(context),
  'reminders.send': async (context) => (await import('./reminders-send.handler.ts')).remindersSend(context),
};

/** Loads the handlers of all jobs. @throws when a job of the contract has none. */
export async function loadHandlers(context: JobContext): Promise<{ name: JobName; handler: JobHandler<JobName> }[]> {
  const names = Object.keys(jobDefinitions) as JobName[];
  const missing = names.filter((name) => !Object.hasOwn(handlers, name));
  if (missing.length > 0) throw new Error(`no handler for ${missing.join(', ')}`);
  return Promise.all(
    names.map(async (name) => ({ name, handler: (await handlers[name](context)) as JobHandler<JobName> })),
  );
}
