import { createHash } from 'node:crypto';

/** An id that follows from a name, so that loading the demonstration again finds what is there. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`buurtbalans demonstration ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
