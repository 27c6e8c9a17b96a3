import { FIST_TO_FIVE } from './exercise-names.ts';
import { z } from 'zod';
import { THEMES } from '../themes.ts';
import { placeSchema } from '../trajectory/command-parts.ts';
import { STEP_LIMIT, stepIdSchema, stepSchema } from './exercise.ts';

/** Longest text of one card, in characters. */
export const CARD_LIMIT = 1_000;

/** Most cards that participants write in a session, and most seats in it: a meeting of a thousand stays far below. */
export const SESSION_LIMITS = { cards: 20_000, seats: 5_000 } as const;

/** Kinds of card (bijdrage). */
export const CARD_KINDS = ['weak_spot', 'promising_spot', 'signal'] as const;

/** One of the {@link CARD_KINDS}. */
export type CardKind = (typeof CARD_KINDS)[number];

/** Languages in which participants write; the method itself works in Dutch. */
export const PARTICIPANT_LANGUAGES = ['nl', 'en', 'tr', 'ar', 'pl'] as const;

/** One of the {@link PARTICIPANT_LANGUAGES}. */
export type ParticipantLanguage = (typeof PARTICIPANT_LANGUAGES)[number];

/** Languages in which paper forms are printed. Arabic is left out: the print has no right-to-left layout. */
export const PAPER_LANGUAGES = ['nl', 'en', 'tr', 'pl'] as const satisfies readonly ParticipantLanguage[];

/** One of the {@link PAPER_LANGUAGES}. */
export type PaperLanguage = (typeof PAPER_LANGUAGES)[number];

const id = z.uuid();
const line = z.string().trim().min(1).max(300);
const ownWords = z.string().trim().max(5_000);
/** Steps, and the parts of minutes that belong to none. */
const PART_LIMIT = STEP_LIMIT + 3;
const score = z.int().min(1).max(5);
/** True when the author was warned and says that the words are about nobody; a participant's are marked for the facilitator. */
const confirmedNotPersonal = z.boolean().default(false);
const language = z.enum(PARTICIPANT_LANGUAGES).default('nl');
/** Something that can be judged or pointed at: `card:ID`, `cluster:ID` or `option:N`. */
const key = z.string().regex(/^(card|cluster):[0-9a-f-]{36}$|^option:\d{1,2}$/);

/** One participant's answer in one step; giving it again takes the place of the former one. */
export const answerSchema = z.discriminatedUnion('exercise', [
  z.strictObject({
    exercise: z.literal('check_in'),
    word: z.string().trim().max(80).default(''),
    scale: score.nullable().default(null),
  }),
  z.strictObject({ exercise: z.literal('dots'), dots: z.record(key, z.int().min(1).max(10)) }),
  z.strictObject({
    exercise: z.literal('matrix'),
    scores: z.record(key, z.strictObject({ effort: score, effect: score })),
  }),
  z.strictObject({ exercise: z.literal('priorities'), order: z.array(key).max(10) }),
  z.strictObject({
    exercise: z.literal(FIST_TO_FIVE),
    fingers: z.int().min(0).max(5),
    need: z.string().trim().max(300).default(''),
  }),
  z.strictObject({
    exercise: z.literal('evaluation'),
    useful: score,
    heard: score,
    sentence: z.string().trim().max(300).default(''),
  }),
  z.strictObject({ exercise: z.literal('brainwriting'), recognised: z.array(id).max(200) }),
]);

/** One participant's answer in one step. */
export type Answer = z.infer<typeof answerSchema>;

/** What somebody wrote in an answer in their own words; empty in answers that have none. */
export function wordsOf(answer: Answer): string {
  if (answer.exercise === 'check_in') return answer.word;
  if (answer.exercise === FIST_TO_FIVE) return answer.need;
  return answer.exercise === 'evaluation' ? answer.sentence : '';
}

/**
 * Commands of participants. A facilitator may send them too for somebody without a phone: then with `onBehalf`, an id
 * that the facilitator's screen makes for each paper form.
 */
const participantCommands = {
  Arrive: z.strictObject({ type: z.literal('Arrive') }),
  /** Stops taking part on this device; what was given stays. */
  Leave: z.strictObject({ type: z.literal('Leave') }),
  AddCard: z.strictObject({
    type: z.literal('AddCard'),
    cardId: id,
    /** The step in which it was written; null for what professionals bring from their own registrations. */
    stepId: stepIdSchema.nullable(),
    kind: z.enum(CARD_KINDS),
    theme: z.enum(THEMES),
    text: z.string().trim().min(1).max(CARD_LIMIT),
    place: placeSchema.nullable().default(null),
    /** The card that this one adds to. */
    parentId: id.nullable().default(null),
    language,
    /** SHA-256 (hex) of a secret that only the author's browser holds; it takes the card back. */
    ownerHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/)
      .nullable()
      .default(null),
    confirmedNotPersonal,
    onBehalf: id.nullable().default(null),
    organisationId: id.nullable().default(null),
  }),
  WithdrawCard: z.strictObject({ type: z.literal('WithdrawCard'), cardId: id, secret: z.string().min(16).max(200) }),
  GiveAnswer: z.strictObject({
    type: z.literal('GiveAnswer'),
    stepId: stepIdSchema,
    answer: answerSchema,
    language,
    confirmedNotPersonal,
    onBehalf: id.nullable().default(null),
  }),
  SetReady: z.strictObject({ type: z.literal('SetReady'), stepId: stepIdSchema, ready: z.boolean() }),
  ParkNote: z.strictObject({
    type: z.literal('ParkNote'),
    noteId: id,
    text: line,
    language,
    confirmedNotPersonal,
  }),
} as const;

const facilitatorCommands = {
  /** Takes back the answer that was entered for this paper form; it counts no more, and its text is gone. */
  TakeBackAnswer: z.strictObject({ type: z.literal('TakeBackAnswer'), stepId: stepIdSchema, onBehalf: id }),
  SetScript: z.strictObject({
    type: z.literal('SetScript'),
    /** Version of the script that the sender saw. */
    expectedScript: z.int().min(0),
    steps: z.array(stepSchema).max(STEP_LIMIT),
    /** Whether cards show the room which organisation wrote them; told to participants before they join. */
    showOrganisations: z.boolean(),
    confirmedNotPersonal,
  }),
  /** Goes to a step; `expectedStep` is the one that the sender saw, so that two facilitators cannot advance twice. */
  GoToStep: z.strictObject({
    type: z.literal('GoToStep'),
    stepId: stepIdSchema,
    expectedStep: stepIdSchema.nullable(),
  }),
  /** Goes back to where the last step was begun from, with the clock as it stood. */
  UndoStep: z.strictObject({ type: z.literal('UndoStep'), expectedStep: stepIdSchema }),
  SetClock: z.strictObject({
    type: z.literal('SetClock'),
    expectedStep: stepIdSchema,
    action: z.enum(['start', 'pause', 'add']),
    minutes: z.int().min(-60).max(60).default(0),
  }),
  Reveal: z.strictObject({ type: z.literal('Reveal'), stepId: stepIdSchema, on: z.boolean() }),
  Gather: z.strictObject({ type: z.literal('Gather'), on: z.boolean() }),
  Spotlight: z.strictObject({ type: z.literal('Spotlight'), key: key.nullable() }),
  /** Of cards, and of points in the parking lot. */
  ModerateCards: z.strictObject({
    type: z.literal('ModerateCards'),
    cardIds: z.array(id).min(1).max(500),
    to: z.enum(['shown', 'waiting', 'removed']),
  }),
  /** Lets words, needs and sentences that were given as answers through to the room, or takes them off. */
  ModerateText: z.strictObject({
    type: z.literal('ModerateText'),
    stepId: stepIdSchema,
    text: z.string().min(1).max(300),
    to: z.enum(['shown', 'removed']),
  }),
  /** Puts whoever wrote a card out of the session, or lets them in again; who that is nobody is told. */
  PutOut: z.strictObject({ type: z.literal('PutOut'), cardId: id, out: z.boolean() }),
  TranslateCard: z.strictObject({
    type: z.literal('TranslateCard'),
    cardId: id,
    text: z.string().trim().max(CARD_LIMIT),
    confirmedNotPersonal,
  }),
  MakeCluster: z.strictObject({
    type: z.literal('MakeCluster'),
    clusterId: id,
    title: z.string().trim().min(1).max(200),
    cardIds: z.array(id).min(1).max(500),
    confirmedNotPersonal,
  }),
  Uncluster: z.strictObject({ type: z.literal('Uncluster'), clusterId: id }),
  /** Takes in what came after its step was over. */
  Admit: z.strictObject({ type: z.literal('Admit'), lateId: id, on: z.boolean() }),
  ResolveNote: z.strictObject({
    type: z.literal('ResolveNote'),
    noteId: id,
    resolution: z.string().trim().max(300),
    confirmedNotPersonal,
  }),
  MakePromise: z.strictObject({
    type: z.literal('MakePromise'),
    promiseId: id,
    what: line,
    ownerOrganisationId: id.nullable(),
    /** Who acts in a resident meeting, where no organisation has to be of the alliance; never a person's name. */
    owner: z.string().trim().max(120).default(''),
    due: z.iso.date().nullable().default(null),
    /** The session from which it was carried over. */
    from: id.nullable().default(null),
    confirmedNotPersonal,
  }),
  SettlePromise: z.strictObject({
    type: z.literal('SettlePromise'),
    promiseId: id,
    to: z.enum(['done', 'dropped', 'open']),
  }),
  WriteMinutes: z.strictObject({
    type: z.literal('WriteMinutes'),
    expectedMinutes: z.int().min(0),
    summary: ownWords.default(''),
    /** The facilitator's own words under each part, by its id. */
    notes: z.record(z.string().max(40), ownWords).refine((notes) => Object.keys(notes).length <= PART_LIMIT),
    /** Ids of the parts that are left out. */
    omitted: z.array(z.string().max(40)).max(PART_LIMIT).default([]),
    approved: z.boolean(),
    confirmedNotPersonal,
  }),
} as const;

/** Schema of each command of a live session, by its type. */
export const liveCommandSchemas = { ...participantCommands, ...facilitatorCommands } as const;

/** Name of a command of a live session. */
export type LiveCommandType = keyof typeof liveCommandSchemas;

/** A validated command of the given type. */
export type LiveCommandOf<T extends LiveCommandType> = z.infer<(typeof liveCommandSchemas)[T]>;

/** Any validated command of a live session. */
export type LiveCommand = { [T in LiveCommandType]: LiveCommandOf<T> }[LiveCommandType];

/** What a sender may write: fields with a default may be left out. */
export type LiveCommandInput = { [T in LiveCommandType]: z.input<(typeof liveCommandSchemas)[T]> }[LiveCommandType];

/** Names of all commands of a live session. */
export const LIVE_COMMAND_TYPES = Object.keys(liveCommandSchemas) as readonly LiveCommandType[];

/** Whether participants may send this command. */
export const isForParticipants = (type: LiveCommandType): boolean => Object.hasOwn(participantCommands, type);
