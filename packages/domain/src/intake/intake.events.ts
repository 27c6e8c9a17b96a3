import type { AllianceRing, OrganisationType } from '../people.ts';
import type { Theme } from '../themes.ts';
import type { ContentId } from '../trajectory/event-parts.ts';

/** Events about area, question, figures, the signature, organisations and their sharing commitments: facts, never texts. Dates are ISO 8601. */
export interface IntakeEvents {
  /** `mark`: the same for the same border, which itself lies beside the journal. `countAgain`: sessions that were held about this very area. `empty`: chosen indicators of which it has no figure, where that is otherwise than before. `figures`: hash of its figures as they were then. `outdated`: indicators whose comment is about a figure of before. */
  AreaSet: {
    name: string;
    codes: string[];
    drawn: boolean;
    geometry: ContentId;
    mark?: string;
    countAgain?: string[];
    empty?: string[];
    figures?: string;
    outdated?: string[];
  };
  /** `figures`: hash of what lies beside the journal. `years`: chosen indicators that went on to a newer year. `changed`, `empty`: those that say something else than before, and of which there is no figure. `outdated`: those whose comment is about the figure of before. */
  FiguresTaken: {
    figures: string;
    years: Record<string, number>;
    changed: string[];
    empty: string[];
    outdated?: string[];
  };
  QuestionWritten: { text: ContentId };
  /** `empty`: the area has no figure of it in that year. `outdated`: its comment is about the figure of another year. */
  IndicatorChosen: { indicatorId: string; theme: Theme; year: number; empty?: true; outdated?: true };
  IndicatorDropped: { indicatorId: string };
  IndicatorCommented: { indicatorId: string; comment: ContentId };
  IntakeSignedOff: Record<never, never>;
  OrganisationAdded: { organisationId: string; name: string; organisationType: OrganisationType; ring: AllianceRing };
  /** `words`: what it tells leaves in words; absent in journals of versions before 0.4, which did not ask. `asOf`: it takes words back that might leave up to this position. */
  CommitmentSigned: {
    organisationId: string;
    data: ContentId;
    purpose: ContentId;
    until: string;
    words?: boolean;
    asOf?: number;
  };
  /** `asOf`: what was made up to this position was made with its agreement; absent in journals of versions before 0.4. */
  CommitmentWithdrawn: { organisationId: string; reason: ContentId; asOf?: number };
}
