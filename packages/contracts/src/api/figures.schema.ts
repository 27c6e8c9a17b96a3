import { areaGeometrySchema, THEMES } from '@buurtbalans/domain';
import { z } from 'zod';

/** Levels of areas, from the country's statistics, and the districts (stadsdelen) of a city that has them. */
export const AREA_LEVELS = ['gemeente', 'stadsdeel', 'wijk', 'buurt'] as const;

/** An area without its border. */
export const areaSchema = z.object({
  code: z.string(),
  name: z.string(),
  level: z.enum(AREA_LEVELS),
  parentCode: z.string().nullable(),
  districtCode: z.string().nullable(),
});

/** A part of a municipality within which a trajectory lies: a stadsdeel, or a wijk where there are none. */
export const districtSchema = z.object({
  code: z.string(),
  name: z.string(),
  municipality: z.object({ code: z.string(), name: z.string() }).nullable(),
});

/** An area with its border in WGS84. */
export const areaWithGeometrySchema = areaSchema.extend({ geometry: areaGeometrySchema });

const status = z.enum([
  'present',
  'secret',
  'missing',
  'not_yet',
  'discontinued',
  'too_few',
  'not_combined',
  'withheld',
]);

/** A figure: the value, or the reason why there is none. `coverage` (0–1): of an estimate, the share of the areas whose figure is in it. */
export const valueSchema = z.object({
  value: z.number().nullable(),
  status,
  derived: z.boolean().optional(),
  coverage: z.number().optional(),
});

const sourceSchema = z.object({
  title: z.string(),
  credit: z.string(),
  table: z.string().nullable(),
  licence: z.string(),
});

/** An indicator of the catalogue with what is known for a trajectory's area beside its district and city. */
export const indicatorFiguresSchema = z.object({
  indicatorId: z.string(),
  theme: z.enum(THEMES),
  name: z.object({ nl: z.string(), en: z.string() }),
  plain: z.object({ nl: z.string(), en: z.string() }),
  unit: z.string(),
  decimals: z.int(),
  year: z.int(),
  years: z.array(z.int()),
  area: valueSchema,
  district: valueSchema,
  city: valueSchema,
  source: sourceSchema.extend({
    /** Where it is of several: each by itself. */
    parts: z.array(sourceSchema).optional(),
  }),
  chosen: z.boolean(),
  /** Of one that is chosen; another than `year` where there is no figure of it any more. */
  chosenYear: z.int().nullable(),
  /** Whether it speaks for its theme: one that had no figure when it was chosen, or the area set, does not. */
  counts: z.boolean(),
  comment: z.string().nullable(),
  /** Whether the comment was written about a figure that stood here before: then no document prints it. */
  isOutdatedComment: z.boolean(),
});

/**
 * What a trajectory has of figures, and what is official since. `takenAt`: when it took them; null where it follows what is
 * official. `newer`: indicators that now say something else, with what they say in the trajectory and what they would say;
 * null when there is nothing newer. `putBack`: what the trajectory has came with a delivery that was put back since.
 */
export const trajectoryFiguresSchema = z.object({
  items: z.array(indicatorFiguresSchema),
  takenAt: z.string().nullable(),
  putBack: z.boolean(),
  newer: z
    .array(
      indicatorFiguresSchema.pick({ indicatorId: true, name: true, decimals: true, chosen: true }).extend({
        before: z.object({ year: z.int(), area: valueSchema }).nullable(),
        after: z.object({ year: z.int(), area: valueSchema }).nullable(),
      }),
    )
    .nullable(),
});

/** A file offered for import, and how far the worker is. */
export const importSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['kwb', 'boundaries']),
  fileName: z.string(),
  bytes: z.int(),
  status: z.enum(['queued', 'reading', 'done', 'refused']),
  /** 0–100. */
  progress: z.int(),
  rows: z.int(),
  /** Values or areas in it. */
  stored: z.int(),
  year: z.int().nullable(),
  requestedAt: z.string(),
  problems: z.array(
    z.object({ code: z.string(), title: z.string(), advice: z.string(), details: z.record(z.string(), z.unknown()) }),
  ),
});
