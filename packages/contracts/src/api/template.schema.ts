import { type MethodTemplate, methodTemplateSchema, PHASES } from '@buurtbalans/domain';
import { z } from 'zod';
import { blockSchema } from './trajectory.schema.ts';

/** A version of a method template in the list; `trajectories` is how many run on it. */
export const templateSummarySchema = z.object({
  id: z.string(),
  version: z.int(),
  name: z.object({ nl: z.string(), en: z.string() }),
  createdAt: z.string(),
  trajectories: z.int(),
});

/** Something that is wrong with a template: where in its JSON, what, and figures for the text. */
export const templateProblemSchema = z.object({
  path: z.string(),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});

/** A template as somebody offers it: anything, since what is wrong with it is the answer. */
export const offeredTemplateSchema = z.object({ template: z.unknown() });

/** Whether an offered template is right. */
export const templateCheckSchema = z.object({ problems: z.array(templateProblemSchema) });

/** A whole template. */
export const templateSchema: z.ZodType<MethodTemplate> = methodTemplateSchema;

/** A move to try without making it. Without a map, phases that both templates have stay what they are. */
export const movePreviewRequestSchema = z.strictObject({
  templateId: z.string(),
  templateVersion: z.int().min(1),
  phaseMap: z.record(z.string(), z.enum(PHASES)).optional(),
  dueDates: z.enum(['keep', 'recalculate']).default('keep'),
});

const number = z.object({ before: z.number().nullable(), after: z.number().nullable() });

/** What a move would change, what would block the next step before and after, and what refuses it. */
export const movePreviewSchema = z.object({
  phase: z.object({ from: z.enum(PHASES), to: z.enum(PHASES).nullable() }),
  phaseMap: z.record(z.string(), z.enum(PHASES)),
  problems: z.array(z.object({ code: z.string(), params: blockSchema.shape.params })),
  changes: z.object({
    guards: z.array(
      z.object({
        id: z.string(),
        predicate: z.string(),
        change: z.enum(['added', 'removed', 'changed']),
        lane: z.string().optional(),
        count: z.number().optional(),
        months: z.number().optional(),
        themes: z.array(z.string()).optional(),
      }),
    ),
    timers: z.array(number.extend({ id: z.string() })),
    phases: z.array(number.extend({ id: z.string() })),
    commands: z.array(z.string()),
    retentionMonths: number.nullable(),
    placeGrainMetres: number.nullable(),
  }),
  dueDates: z.array(z.object({ key: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  blocksNow: z.array(blockSchema),
  blocksThen: z.array(blockSchema),
});
