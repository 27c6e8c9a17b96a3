import {
  type Disclosure,
  disclosureOf,
  type MethodTemplate,
  type Place,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { isSamePlace } from '@buurtbalans/geo';

type StatementState = TrajectoryState['statements'][string];

/** What stands behind a statement, as it is told: residents or organisations that were counted, or sources of before that. */
export interface Told {
  readonly count: number;
  readonly of: 'residents' | 'organisations' | 'sources';
}

/** How many stand behind a statement. Told only of one whose words leave. */
export function toldOf({ behind, sources = 0 }: StatementState): Told {
  if (!behind) return { count: sources, of: 'sources' };
  return 'residents' in behind
    ? { count: behind.residents, of: 'residents' }
    : { count: behind.organisationIds.length, of: 'organisations' };
}

/**
 * What of a trajectory leaves, by the one rule (`disclosureOf`): asked by documents, exports, maps, coincidence, the programme
 * report and every screen but that of the facilitator, who wrote it.
 */
export class Disclosed {
  readonly #state: Pick<TrajectoryState, 'statements' | 'organisations'>;
  readonly #threshold: number;

  constructor(
    state: Pick<TrajectoryState, 'statements' | 'organisations'>,
    { smallNumberThreshold }: Pick<MethodTemplate, 'smallNumberThreshold'>,
  ) {
    this.#state = state;
    this.#threshold = smallNumberThreshold;
  }

  of(statement: StatementState): Disclosure {
    return disclosureOf(statement, this.#state.organisations, this.#threshold);
  }

  /**
   * The place of a finding; null where no statement behind it leaves, or where one of them lies, or may have lain before it
   * was taken away, whose place stays, and none whose place leaves. Without statements it is the facilitator's own.
   */
  placeOf({
    place,
    statementIds,
    lostStatement,
  }: Pick<TrajectoryState['findings'][string], 'place' | 'statementIds' | 'lostStatement'>): Place | null {
    if (!place) return null;
    const behind = statementIds.flatMap((id) => this.#state.statements[id] ?? []);
    if (behind.length > 0 && !behind.some((statement) => this.of(statement).words)) return null;
    const there = behind.filter((one) => one.place && isSamePlace(one.place, place));
    const isTold = there.length > 0 || lostStatement === true;
    return isTold && !there.some((statement) => this.of(statement).place) ? null : place;
  }
}
