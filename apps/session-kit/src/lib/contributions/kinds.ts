import type { MapMark } from '#lib/map/map-things.ts';
import { m } from '#lib/paraglide/messages.js';

/** Kinds of contribution, in the order in which they are offered. */
export const KINDS = ['weak_spot', 'promising_spot', 'signal'] as const;

type Kind = (typeof KINDS)[number];

const names: Record<Kind, () => string> = {
  weak_spot: m.kind_weak_spot,
  promising_spot: m.kind_promising_spot,
  signal: m.kind_signal,
};
const hints: Record<Kind, () => string> = {
  weak_spot: m.kind_weak_spot_hint,
  promising_spot: m.kind_promising_spot_hint,
  signal: m.kind_signal_hint,
};
const tones: Record<Kind, MapMark['tone']> = { weak_spot: 'weak', promising_spot: 'promising', signal: 'signal' };
const signs: Record<Kind, string> = { weak_spot: '−', promising_spot: '+', signal: '!' };

export const kindName = (kind: Kind): string => names[kind]();
export const kindSign = (kind: Kind): string => signs[kind];
export const kindTone = (kind: Kind): MapMark['tone'] => tones[kind];
export const kindHint = (kind: Kind): string => hints[kind]();
