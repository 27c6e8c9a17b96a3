import type { Lane, OrganisationType } from '../people.ts';
import type { Theme } from '../themes.ts';
import type { ContentId } from '../trajectory/event-parts.ts';
import type { Place } from '../trajectory/command-parts.ts';
import type { Behind } from './behind.ts';
import type { Verdict } from './findings.commands.ts';

interface FindingData {
  findingId: string;
  title: ContentId;
  text: ContentId;
  theme: Theme;
  place: Place | null;
  /** What it is called, beside the journal; in journals of versions before 0.4 the place itself says it. */
  placeName?: ContentId | null;
  testable: boolean;
}

/** Events about released statements, findings, gaps, the approval and the dissent: facts, never texts. Dates are ISO 8601. */
export interface FindingEvents {
  StatementReleased: {
    statementId: string;
    lane: Lane;
    text: ContentId;
    theme: Theme;
    kind: 'weak_spot' | 'promising_spot' | 'signal';
    place: Place | null;
    placeName?: ContentId | null;
    sessionId: string;
    organisationType: OrganisationType | null;
    /** Absent in journals of versions before 0.4, which have numbers that the sender gave. */
    behind?: Behind;
    contributions?: number;
    sources?: number;
  };
  /** Writers took back what they wrote: who stands behind a statement from then on. */
  BehindCounted: { statementId: string; behind: Behind };
  StatementRetracted: { statementId: string; reason: ContentId };
  FindingRecorded: FindingData & { number: number };
  FindingRevised: FindingData;
  /** The number is given to no other; absent in journals of versions before 0.3. */
  FindingDropped: { findingId: string; reason: ContentId; number?: number };
  EvidenceSet: { findingId: string; statementIds: string[]; indicatorIds: string[] };
  CheckRecorded: { findingId: string; verdict: Verdict; note: ContentId | null };
  GapOpened: { gapId: string; question: ContentId; ownerOrganisationId: string | null; due: string | null };
  GapAssigned: { gapId: string; ownerOrganisationId: string; due: string };
  GapAnswered: { gapId: string; answer: ContentId };
  /** `facts`: hash of the borders and figures that were approved with it. */
  SharedPictureApproved: { number: number; changes: ContentId | null; facts?: string };
  DissentRecorded: { dissentId: string; organisationId: string; text: ContentId; findingId: string | null };
  DissentConcluded: Record<never, never>;
}
