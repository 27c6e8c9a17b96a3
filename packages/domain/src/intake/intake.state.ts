import type { AllianceRing, OrganisationType } from '../people.ts';
import type { ContentId } from '../trajectory/event-parts.ts';

/** A sharing commitment (deelafspraak) of one organisation. */
export interface SharingCommitment {
  status: 'none' | 'signed' | 'withdrawn';
  data?: ContentId;
  purpose?: ContentId;
  /** Last day on which it holds, ISO date. */
  until?: string;
  signedAt?: string;
  /** The position of the journal after which it was withdrawn; absent where a version before 0.4 recorded it. */
  withdrawnAfter?: number;
  /** What the organisation tells leaves in words. */
  words?: boolean;
}

/** An organisation in the alliance. */
export interface OrganisationState {
  name: string;
  type: OrganisationType;
  ring: AllianceRing;
  /** Stored, as its events and commands are, as a commitment: of what an organisation shares, and of nothing else. */
  commitment: SharingCommitment;
}

/** What tells one area from another: its codes and, when it was drawn, the mark of its border. */
export interface AreaMark {
  codes: string[];
  drawn: boolean;
  mark?: string;
}
