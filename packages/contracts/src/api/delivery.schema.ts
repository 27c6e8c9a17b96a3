import { z } from 'zod';

const counted = z.object({ count: z.int(), example: z.string().nullable() });
const person = z.object({ id: z.uuid(), name: z.string() });
const name = z.object({ nl: z.string(), en: z.string() });

/** What taking over a delivery would change of what is official. */
export const differenceSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('kwb'),
    /** How many values come, change, stay, get another source, or stand where the file has an empty cell. */
    indicators: z.array(
      z.object({
        indicatorId: z.string(),
        name,
        unit: z.string(),
        decimals: z.int(),
        added: z.int(),
        changed: z.int(),
        same: z.int(),
        credited: z.int(),
        emptied: z.int(),
      }),
    ),
    /** Areas of which an empty cell stands over a known value. */
    losing: counted,
    /** Areas that are not known. */
    unknown: counted,
    /** Wijken with a published figure of their own, beside neighbourhoods that change. */
    beside: counted,
  }),
  z.object({
    kind: z.literal('boundaries'),
    added: z.int(),
    changed: z.int(),
    same: z.int(),
    /** Areas of the same municipality and level that the file does not have. */
    gone: z.int(),
    /** Trajectories of which an area changes or is gone. */
    usedBy: z.int(),
  }),
]);

/** A file of figures or borders that was read: proposed, official, put back, or thrown away. */
export const deliverySchema = z.object({
  id: z.uuid(),
  kind: z.enum(['kwb', 'boundaries']),
  state: z.enum(['proposed', 'official', 'undone', 'discarded']),
  /** `product`: it came along; `earlier`: what stood before deliveries were kept. */
  origin: z.enum(['upload', 'command_line', 'product', 'earlier']),
  fileName: z.string(),
  /** Of a data set that came along with the product: its municipality. */
  municipality: z.string().nullable(),
  bytes: z.int(),
  /** Of the file, in hexadecimal. */
  sha256: z.string().nullable(),
  /** `own`: the municipality's own, since the file does not show to be of another. */
  source: z
    .object({
      title: z.string(),
      credit: z.string(),
      table: z.string().nullable(),
      licence: z.string(),
      own: z.boolean(),
    })
    .nullable(),
  years: z.array(z.int()),
  rows: z.int(),
  /** Columns that were not read. */
  dropped: z.array(z.string()),
  broughtBy: person.nullable(),
  broughtAt: z.string(),
  /** The delivery that it replaces, or would replace; to be named when it is taken over. */
  replaces: z.uuid().nullable(),
  /** Null for one that was decided about before there was a difference to show. */
  difference: differenceSchema.nullable(),
  /** Of a proposal that is read by itself: what could not be if it were taken over, as a warning. */
  impossible: z.array(
    z.object({
      kind: z.enum(['part', 'together', 'short', 'fractions']),
      names: z.array(name),
      count: z.int(),
      example: z.object({ areaCode: z.string(), year: z.int() }).nullable(),
    }),
  ),
  /** Whether empty cells erased known values, or missing areas were taken away. */
  erases: z.boolean(),
  takenOverBy: person.nullable(),
  takenOverAt: z.string().nullable(),
  endedBy: person.nullable(),
  endedAt: z.string().nullable(),
  /** Whether it is the newest that is official: one under another is put back after that. */
  isNewest: z.boolean(),
  /** Whether it is the newest that is official, and can be put back. */
  canUndo: z.boolean(),
});

/** One value or area that taking over would change; `before` and `after` are null where there is none. */
export const deliveryChangeSchema = z.object({
  areaCode: z.string(),
  areaName: z.string().nullable(),
  year: z.int().nullable(),
  before: z.number().nullable(),
  after: z.number().nullable(),
});

/** How many changes an answer lists at most; one with fewer is the last. */
export const CHANGES_AT_A_TIME = 100;

/** Kinds of change that can be listed. */
export const CHANGE_KINDS = ['added', 'changed', 'emptied', 'gone'] as const;

/** How somebody takes a delivery over. */
export const takeOverSchema = z.strictObject({
  /** The delivery against which the difference was shown: when it is no longer the newest, nothing is taken over. */
  replaces: z.uuid().nullable(),
  /** Empty cells erase known values; areas that a file of borders does not have go. */
  erases: z.boolean().default(false),
});
