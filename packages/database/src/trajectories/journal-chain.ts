import { createHash } from 'node:crypto';
import type { TrajectoryEvent } from '@buurtbalans/domain';

/** What the first entry of every journal follows on. */
export const GENESIS = Buffer.alloc(32);

/** JSON with the names of each object in order: the same value always gives the same text, whatever stored it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const names = Object.keys(value)
    .filter((name) => (value as Record<string, unknown>)[name] !== undefined)
    .sort();
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical((value as Record<string, unknown>)[name])}`).join(',')}}`;
}

/** SHA-256 (32 bytes) over the hash of the entry before and everything that an entry says. */
export function entryHash(previous: Buffer, trajectoryId: string, entry: TrajectoryEvent): Buffer {
  const { seq, type, version, data, at, actor, commandId, templateVersion } = entry;
  return createHash('sha256')
    .update(previous)
    .update(canonical({ trajectoryId, seq, type, version, data, at, actor, commandId, templateVersion }))
    .digest();
}

/** Hashes of entries that follow on `previous`, in their order. */
export function chain(previous: Buffer, trajectoryId: string, entries: readonly TrajectoryEvent[]): Buffer[] {
  let last = previous;
  return entries.map((entry) => (last = entryHash(last, trajectoryId, entry)));
}
