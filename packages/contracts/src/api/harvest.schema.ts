import { CARD_KINDS, EXERCISES, LANES, THEMES } from '@buurtbalans/domain';
import { z } from 'zod';

const spread = z.object({ mean: z.number(), deviation: z.number() });

/** What the answers of a step came to; with `isFew` there are too few to tell any score. */
export const harvestResultSchema = z.object({
  answered: z.int(),
  isFew: z.boolean(),
  items: z.array(
    z.object({
      name: z.string(),
      points: z.number(),
      voters: z.int().nullable(),
      effort: spread.nullable(),
      effect: spread.nullable(),
      disagreement: z.number().nullable(),
    }),
  ),
  texts: z.array(z.object({ text: z.string(), count: z.int() })),
  /** How many gave each score: 1 to 5, or fingers 0 to 5. */
  scale: z.array(z.int()).nullable(),
  heard: z.array(z.int()).nullable(),
});

/** One step with what came of it; see `HarvestStep` in the domain. */
export const harvestStepSchema = z.object({
  id: z.string(),
  exercise: z.enum(EXERCISES),
  title: z.string(),
  question: z.string(),
  isHidden: z.boolean(),
  groups: z.array(
    z.object({
      title: z.string().nullable(),
      cards: z.array(
        z.object({
          kind: z.enum(CARD_KINDS),
          theme: z.enum(THEMES),
          text: z.string(),
          place: z.string().nullable(),
          organisationId: z.uuid().nullable(),
          addsTo: z.string().nullable(),
        }),
      ),
    }),
  ),
  clusters: z.array(z.object({ title: z.string(), cards: z.int() })),
  result: harvestResultSchema.nullable(),
  parked: z.array(z.object({ text: z.string(), resolution: z.string().nullable() })),
  promises: z.array(
    z.object({
      what: z.string(),
      ownerOrganisationId: z.uuid().nullable(),
      owner: z.string(),
      due: z.string().nullable(),
      isCarried: z.boolean(),
    }),
  ),
});

/** What a session brought, and the minutes as far as they are written; for its facilitator. */
export const harvestSchema = z.object({
  lane: z.enum(LANES),
  arrived: z.int(),
  organisationIds: z.array(z.uuid()),
  steps: z.array(harvestStepSchema),
  minutes: z.object({
    version: z.int(),
    summary: z.string(),
    notes: z.record(z.string(), z.string()),
    omitted: z.array(z.string()),
    approved: z.boolean(),
    edition: z.int(),
    stands: z.boolean(),
  }),
  /** The session has changed since the standing edition was approved. */
  isBehind: z.boolean(),
});

/** Approved minutes of one session with the documents that can be had; for those who may read them. */
export const sessionMinutesSchema = z.object({
  sessionId: z.uuid(),
  edition: z.int(),
  approvedAt: z.string(),
  /** False once something was taken away: then there is no document until they are approved again. */
  stands: z.boolean(),
  documents: z.array(
    z.object({
      reportId: z.uuid(),
      edition: z.int(),
      format: z.enum(['pdf', 'html']),
      language: z.enum(['nl', 'en']),
      pages: z.int().nullable(),
      bytes: z.int().nullable(),
    }),
  ),
});

/** A promise of a lane, however many sessions it was carried through. */
export const lanePromiseSchema = z.object({
  id: z.uuid(),
  what: z.string(),
  ownerOrganisationId: z.uuid().nullable(),
  owner: z.string(),
  due: z.string().nullable(),
  status: z.enum(['open', 'done', 'dropped']),
  isOverdue: z.boolean(),
  /** Sessions in which it stands, in their order. */
  sessionIds: z.array(z.uuid()),
});

const counts = z.object({ open: z.int(), overdue: z.int() });

/** How many promises are open and overdue, by lane: numbers, and no word of them. */
export const promiseCountsSchema = z.object({ professional: counts, resident: counts });

/** How participants judged one session. `useful` and `heard` count the scores 1 to 5; null where they may not be told. */
export const evaluationSchema = z.object({
  sessionId: z.uuid(),
  /** `hidden`: not revealed; `none`: nobody answered; `few`: too few to tell. */
  state: z.enum(['told', 'hidden', 'none', 'few']),
  answered: z.int(),
  useful: z.array(z.int()).nullable(),
  heard: z.array(z.int()).nullable(),
});
