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
  /** It stood behind a statement that was released, whether that is still there or not. */
  spoke?: true;
  /** The last position of the journal at which its words might leave, once it took that back; no later agreement undoes it. */
  silencedAfter?: number;
}

/** What tells one area from another: its codes and, when it was drawn, the mark of its border. */
export interface AreaMark {
  codes: string[];
  drawn: boolean;
  mark?: string;
}
