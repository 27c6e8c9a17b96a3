import type { ContentId } from '../trajectory/event-parts.ts';

interface ActionData {
  actionId: string;
  what: ContentId;
  /** Absent when no result has been written yet. */
  result: ContentId | null;
  ownerOrganisationId: string | null;
  due: string | null;
  findingIds: string[];
  indicatorId: string | null;
}

/** Events about the actions of the plan and the resident edition: facts, never texts. Dates are ISO 8601. */
export interface PlanEvents {
  ActionPlanned: ActionData & { number: number };
  ActionRevised: ActionData;
  ActionDropped: { actionId: string; reason: ContentId; number?: number };
  ResidentEditionMade: { pictureNumber: number };
}
