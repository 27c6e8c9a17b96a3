/** Payloads of the jobs that have a key, as the queues get them. */
export interface KeyedJobs {
  'reports.render': { readonly trajectoryId: string; readonly reportId: string };
  'reminders.send': { readonly trajectoryId: string; readonly key: string; readonly setSeq: number };
  'invitations.send': { readonly trajectoryId: string; readonly sessionId: string; readonly number: number };
  'shares.send': { readonly trajectoryId: string; readonly linkId: string };
  'imports.read': { readonly importId: string };
  'programme.render': { readonly reportId: string };
}

/** Name of a job that has a key. */
export type KeyedJob = keyof KeyedJobs;

/** Jobs that commands of a trajectory ask for: its effects. */
export const EFFECT_JOBS = ['reports.render', 'reminders.send', 'invitations.send', 'shares.send'] as const;

/** One of {@link EFFECT_JOBS}. */
export type EffectJob = (typeof EFFECT_JOBS)[number];

/** Something to do after the commit, written in the same transaction: a job, without the trajectory that asks for it. */
export type Effect = {
  readonly [J in EffectJob]: {
    readonly kind: 'job';
    readonly job: J;
    readonly payload: Omit<KeyedJobs[J], 'trajectoryId'>;
  };
}[EffectJob];

/**
 * Of what the key of each job is made: how it begins, and which parts of the payload follow, with a point between them.
 * Keys lie in databases that run: another one for a job would be another job, that is done a second time.
 */
export const KEY_PARTS: {
  readonly [J in KeyedJob]: readonly [prefix: string, ...parts: (keyof KeyedJobs[J] & string)[]];
} = {
  'reports.render': ['report-', 'reportId', 'trajectoryId'],
  'reminders.send': ['reminder.', 'key', 'setSeq', 'trajectoryId'],
  'invitations.send': ['invitation.', 'sessionId', 'number', 'trajectoryId'],
  'shares.send': ['share.', 'linkId', 'trajectoryId'],
  'imports.read': ['import-', 'importId'],
  'programme.render': ['programme-', 'reportId'],
};

/**
 * The key of a job: under it the job lies in the outbox and in its queue, the effect is open, and its receipt is kept. Two
 * jobs with one key are one.
 */
export function effectKey<J extends KeyedJob>(job: J, payload: KeyedJobs[J]): string {
  const [prefix, ...parts] = KEY_PARTS[job];
  return `${prefix}${parts.map((part) => String(payload[part as keyof KeyedJobs[J]])).join('.')}`;
}

/** An effect of a trajectory as the job that it is, under its key. */
export function jobOf(effect: Effect, trajectoryId: string): { key: string; job: EffectJob; payload: object } {
  const payload = { ...effect.payload, trajectoryId } as KeyedJobs[EffectJob];
  return { key: effectKey(effect.job, payload), job: effect.job, payload };
}

/** Ids of the commands that the system sends itself: the same from whoever finds out, so that each acts once. */
export const SYSTEM_COMMAND_ID = {
  FireTimer: (key: string, setSeq: number): string => `timer.${key}.${setSeq}`,
  RecordReport: (reportId: string): string => `report.${reportId}.recorded`,
  /** At one version of a trajectory it is counted once. */
  CountBehind: (version: number): string => `behind.${version}`,
} as const;
