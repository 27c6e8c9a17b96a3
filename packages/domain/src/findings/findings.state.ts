import type { Lane, OrganisationType } from '../people.ts';
import type { Theme } from '../themes.ts';
import type { ContentId } from '../trajectory/event-parts.ts';
import type { Place } from '../trajectory/command-parts.ts';
import type { Behind } from './behind.ts';
import type { Verdict } from './findings.commands.ts';

/**
 * A released, de-identified statement. It has no reference to what it was written from. `behind` is absent where a version
 * before 0.4 released it, with the numbers of contributions and sources that its sender gave.
 */
export interface StatementState {
  lane: Lane;
  text: ContentId;
  theme: Theme;
  kind: 'weak_spot' | 'promising_spot' | 'signal';
  /** Where; what it is called lies under `placeName`, but in what versions before 0.4 wrote. */
  place: Place | null;
  placeName?: ContentId | null;
  sessionId: string;
  organisationType: OrganisationType | null;
  behind?: Behind;
  /** Who stood behind it when it was released; absent as long as nobody took back what they wrote. */
  was?: Behind;
  contributions?: number;
  sources?: number;
}

/** A finding (bevinding) of the shared picture. */
export interface FindingState {
  number: number;
  title: ContentId;
  text: ContentId;
  theme: Theme;
  place: Place | null;
  placeName?: ContentId | null | undefined;
  /** A statement was taken from behind it since it was written: its place may be the one that was told there. */
  lostStatement?: true;
  testable: boolean;
  statementIds: string[];
  indicatorIds: string[];
  verdict: Verdict | null;
  note: ContentId | null;
}

/** A knowledge gap (witte vlek). */
export interface GapState {
  question: ContentId;
  ownerOrganisationId: string | null;
  due: string | null;
  answer: ContentId | null;
}
