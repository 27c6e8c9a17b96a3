import { z } from 'zod';
import { date, id, indicatorId, text } from '../trajectory/command-parts.ts';

const action = {
  actionId: id,
  what: text,
  result: z.string().trim().max(5_000),
  ownerOrganisationId: id.nullable(),
  due: date.nullable(),
  findingIds: z.array(id).max(100),
  indicatorId: indicatorId.nullable(),
};

/** Commands about the actions of the plan and the resident edition. */
export const planCommands = {
  PlanAction: z.strictObject({ type: z.literal('PlanAction'), ...action }),
  ReviseAction: z.strictObject({ type: z.literal('ReviseAction'), ...action }),
  DropAction: z.strictObject({ type: z.literal('DropAction'), actionId: id, reason: text }),
  MakeResidentEdition: z.strictObject({ type: z.literal('MakeResidentEdition') }),
} as const;
