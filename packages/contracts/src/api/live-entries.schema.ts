import {
  CARD_KINDS,
  type CardView,
  type ClusterView,
  type Entries,
  type GivenText,
  type ItemTally,
  LANES,
  type LateView,
  type Minutes,
  type Note,
  PARTICIPANT_LANGUAGES,
  placeSchema,
  type RoomView,
  type ScriptView,
  type SessionPromise,
  stepSchema,
  type StepView,
  THEMES,
} from '@buurtbalans/domain';
import { z } from 'zod';

const moderation = z.enum(['waiting', 'shown', 'removed']);
const language = z.enum(PARTICIPANT_LANGUAGES);
const counts = z.array(z.int());
const spread = z.strictObject({ counts, mean: z.number(), deviation: z.number() });

const room: z.ZodType<RoomView> = z.strictObject({
  lane: z.enum(LANES),
  status: z.enum(['planned', 'open', 'closed', 'cancelled']),
  step: stepSchema.nullable(),
  index: z.int(),
  count: z.int(),
  clock: z.strictObject({ totalMs: z.number(), endsAt: z.string().nullable(), leftMs: z.number() }).nullable(),
  isHidden: z.boolean(),
  gathered: z.boolean(),
  spotlight: z.string().nullable(),
  arrived: z.int(),
  showOrganisations: z.boolean(),
  items: z.array(z.string()),
});

const script: z.ZodType<ScriptView> = z.strictObject({
  version: z.int(),
  steps: z.array(stepSchema),
  begun: z.array(z.string()),
  revealed: z.array(z.string()),
  canUndo: z.boolean(),
  arrivals: z.record(z.string(), z.int()),
});

const minutes: z.ZodType<Minutes> = z.strictObject({
  version: z.int(),
  summary: z.string(),
  notes: z.record(z.string(), z.string()),
  omitted: z.array(z.string()),
  approved: z.boolean(),
  edition: z.int(),
  stands: z.boolean(),
});

/** Its author was warned that it seems to be about a person; the facilitator alone is told. */
const suspect = z.literal(true).exactOptional();

const card: z.ZodType<CardView> = z.strictObject({
  id: z.string(),
  seq: z.int(),
  stepId: z.string().nullable(),
  kind: z.enum(CARD_KINDS),
  theme: z.enum(THEMES),
  text: z.string(),
  place: placeSchema.nullable(),
  organisationId: z.string().nullable(),
  parentId: z.string().nullable(),
  language,
  translation: z.string().nullable(),
  moderation,
  late: z.boolean(),
  suspect,
  clusterId: z.string().nullable(),
});

const cluster: z.ZodType<ClusterView> = z.strictObject({
  id: z.string(),
  title: z.string(),
  cardIds: z.array(z.string()),
});

const item: z.ZodType<ItemTally> = z.strictObject({
  key: z.string(),
  points: z.number(),
  voters: z.int(),
  effort: spread.exactOptional(),
  effect: spread.exactOptional(),
  disagreement: z.number().exactOptional(),
});

const said: z.ZodType<GivenText> = z.strictObject({ text: z.string(), count: z.int(), moderation, suspect });

const step: z.ZodType<StepView> = z.strictObject({
  stepId: z.string(),
  ready: z.int(),
  given: z.int(),
  result: z
    .strictObject({
      answered: z.int(),
      items: z.array(item),
      texts: z.array(said),
      scale: counts.nullable(),
      heard: counts.nullable(),
    })
    .nullable(),
  items: z.array(z.string()).exactOptional(),
});

const note: z.ZodType<Note> = z.strictObject({
  id: z.string(),
  text: z.string(),
  language,
  resolution: z.string().nullable(),
  moderation,
  suspect,
});

const promise: z.ZodType<SessionPromise> = z.strictObject({
  id: z.string(),
  what: z.string(),
  ownerOrganisationId: z.string().nullable(),
  owner: z.string(),
  due: z.string().nullable(),
  from: z.string().nullable(),
  status: z.enum(['open', 'done', 'dropped']),
});

const late: z.ZodType<LateView> = z.strictObject({
  id: z.string(),
  stepId: z.string().nullable(),
  kind: z.enum(['card', 'answer']),
});

/** What may stand under a key, by the word that the key begins with; nothing else does, and nothing more. */
const kinds = { room, script, minutes, card, cluster, step, item, said, note, promise, late };

/** Entries of a projection by their key, see `Entries` in the domain. */
export const entriesSchema = z
  .object({ room, script, minutes })
  .partial()
  .catchall(z.union([card, cluster, step, item, said, note, promise, late]))
  .superRefine((entries, context) => {
    for (const [key, entry] of Object.entries(entries)) {
      const kind = Object.hasOwn(kinds, key.split(':')[0]!)
        ? kinds[key.split(':')[0] as keyof typeof kinds]
        : z.never();
      if (!kind.safeParse(entry).success) context.addIssue({ code: 'custom', path: [key], message: 'not of its kind' });
    }
  }) as unknown as z.ZodType<Partial<Entries>>;
