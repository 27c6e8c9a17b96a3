import { z } from 'zod';
import { date, factsHash, id, indicatorId, text } from '../trajectory/command-parts.ts';

const action = {
  actionId: id,
  what: text,
  result: z.string().trim().max(5_000),
  ownerOrganisationId: id.nullable(),
  due: date.nullable(),
  findingIds: z.array(id).max(100),
  indicatorId: indicatorId.nullable(),
};

/** Commands about the actions of the plan, the agreement on it and the resident edition. */
export const planCommands = {
  PlanAction: z.strictObject({ type: z.literal('PlanAction'), ...action }),
  ReviseAction: z.strictObject({ type: z.literal('ReviseAction'), ...action }),
  DropAction: z.strictObject({ type: z.literal('DropAction'), actionId: id, reason: text }),
  /** These organisations agree to the plan as it stands; they did so on a day. */
  AgreePlan: z.strictObject({
    type: z.literal('AgreePlan'),
    organisationIds: z.array(id).min(1).max(200),
    agreedOn: date,
    facts: factsHash,
  }),
  MakeResidentEdition: z.strictObject({ type: z.literal('MakeResidentEdition') }),
} as const;
