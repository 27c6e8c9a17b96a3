import type { ContentId } from '../trajectory/event-parts.ts';

/** A line of the action plan (plan van aanpak). */
export interface ActionState {
  number: number;
  what: ContentId;
  result: ContentId | null;
  ownerOrganisationId: string | null;
  due: string | null;
  findingIds: string[];
  indicatorId: string | null;
}
