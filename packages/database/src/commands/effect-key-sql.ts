import { KEY_PARTS, type KeyedJob, type KeyedJobs } from '@buurtbalans/domain';

/** SQL of the key of a job, as `effectKey` makes it, from an SQL expression for each part of its payload. */
export function effectKeySql<J extends KeyedJob>(
  job: J,
  columns: Readonly<Record<keyof KeyedJobs[J] & string, string>>,
): string {
  const [prefix, ...parts] = KEY_PARTS[job];
  return `'${prefix}' || ${parts.map((part) => columns[part as keyof KeyedJobs[J] & string]).join(` || '.' || `)}`;
}
