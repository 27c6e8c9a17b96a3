import { hash } from 'node:crypto';
import type { TrajectoryEvent } from '@buurtbalans/domain';

/** What the first entry of every journal follows on. */
export const GENESIS = Buffer.alloc(32);

/** JSON with the names of each object in order: the same value always gives the same text, whatever stored it. */
function canonical(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  // every command waits for this: no list is made that is only joined
  if (Array.isArray(value)) {
    for (const item of value) text += `${text && ','}${canonical(item)}`;
    return `[${text}]`;
  }
  for (const name of Object.keys(value).sort()) {
    const of = (value as Record<string, unknown>)[name];
    if (of !== undefined) text += `${text && ','}${JSON.stringify(name)}:${canonical(of)}`;
  }
  return `{${text}}`;
}

/** SHA-256 (32 bytes) over the hash of the entry before and everything that an entry says. */
export function entryHash(previous: Buffer, trajectoryId: string, entry: TrajectoryEvent): Buffer {
  const { seq, type, version, data, at, actor, commandId, templateVersion } = entry;
  const said = canonical({ trajectoryId, seq, type, version, data, at, actor, commandId, templateVersion });
  return hash('sha256', Buffer.concat([previous, Buffer.from(said)]), 'buffer');
}

/** Hashes of entries that follow on `previous`, in their order. */
export function chain(previous: Buffer, trajectoryId: string, entries: readonly TrajectoryEvent[]): Buffer[] {
  let last = previous;
  return entries.map((entry) => (last = entryHash(last, trajectoryId, entry)));
}
