import { z } from 'zod';
import { date, id } from '../trajectory/command-parts.ts';

/** Commands about links to documents. */
export const sharingCommands = {
  PublishReport: z.strictObject({
    type: z.literal('PublishReport'),
    linkId: id,
    reportId: id,
    pdfReportId: id.nullable().default(null),
  }),
  ShareReport: z.strictObject({
    type: z.literal('ShareReport'),
    linkId: id,
    reportId: id,
    pdfReportId: id.nullable().default(null),
    readers: z
      .array(z.strictObject({ id, organisationId: id }))
      .min(1)
      .max(100),
    until: date,
  }),
  WithdrawReportLink: z.strictObject({ type: z.literal('WithdrawReportLink'), linkId: id }),
} as const;
