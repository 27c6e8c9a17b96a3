import type { Phase } from '@buurtbalans/domain';
import { Random } from './random.ts';

/** How far a trajectory has come, and what became of it. */
export interface Fate {
  readonly template: 'buurtbalans-amsterdam' | 'buurtbalans-kort';
  readonly phase: Phase;
  readonly status: 'active' | 'paused' | 'stopped';
}

const fate = (
  phase: Phase,
  status: Fate['status'] = 'active',
  template: Fate['template'] = 'buurtbalans-amsterdam',
) => ({
  template,
  phase,
  status,
});

/** A programme in small: most trajectories are in the middle, and of fourteen every phase and status is there. */
const DECK: readonly Fate[] = [
  fate('preparation'),
  fate('intake'),
  fate('intake', 'stopped'),
  fate('exchange'),
  fate('exchange'),
  fate('exchange', 'paused'),
  fate('exchange', 'active', 'buurtbalans-kort'),
  fate('analysis'),
  fate('analysis'),
  fate('plan'),
  fate('plan', 'active', 'buurtbalans-kort'),
  fate('completed'),
  fate('completed', 'active', 'buurtbalans-kort'),
  fate('review'),
];

/** What becomes of a trajectory of a seed, by its number: each fourteen in a row have one deck, shuffled. */
export function fateOf(seed: number, index: number): Fate {
  const round = Math.floor(index / DECK.length);
  return new Random(`deck ${seed} ${round}`).shuffled(DECK)[index % DECK.length]!;
}
