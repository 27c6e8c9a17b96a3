import { z } from 'zod';
import { LANES, ORGANISATION_TYPES } from '../people.ts';
import { THEMES } from '../themes.ts';
import { behindSchema, leftBehindSchema } from './behind.ts';
import { date, factsHash, id, indicatorId, line, placeSchema, text } from '../trajectory/command-parts.ts';

/** What the figures say about a claim. */
export const VERDICTS = ['confirmed', 'contradicted', 'not_testable'] as const;

/** One of the {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

const finding = {
  findingId: id,
  title: line,
  text,
  theme: z.enum(THEMES),
  place: placeSchema.nullable(),
  testable: z.boolean(),
};

/** Commands about released statements, findings, gaps, the approval and the dissent. */
export const findingCommands = {
  ReleaseStatement: z.strictObject({
    type: z.literal('ReleaseStatement'),
    statementId: id,
    lane: z.enum(LANES),
    text,
    theme: z.enum(THEMES),
    kind: z.enum(['weak_spot', 'promising_spot', 'signal']),
    place: placeSchema.nullable(),
    sessionId: id,
    organisationType: z.enum(ORGANISATION_TYPES).nullable(),
    /** What it was written from: contributions of that session, of which the journal keeps nothing. */
    contributionIds: z.array(id).min(1).max(500),
    /** Who stands behind these, which the server counts and no sender. */
    behind: behindSchema.optional(),
  }),
  /** Who still stands behind released statements, counted by the engine after writers took back what they wrote. */
  CountBehind: z.strictObject({
    type: z.literal('CountBehind'),
    left: z.record(id, leftBehindSchema),
  }),
  RetractStatement: z.strictObject({ type: z.literal('RetractStatement'), statementId: id, reason: text }),
  RecordFinding: z.strictObject({ type: z.literal('RecordFinding'), ...finding }),
  ReviseFinding: z.strictObject({ type: z.literal('ReviseFinding'), ...finding }),
  DropFinding: z.strictObject({ type: z.literal('DropFinding'), findingId: id, reason: text }),
  SetEvidence: z.strictObject({
    type: z.literal('SetEvidence'),
    findingId: id,
    statementIds: z.array(id).max(200),
    indicatorIds: z.array(indicatorId).max(50),
  }),
  RecordCheck: z.strictObject({
    type: z.literal('RecordCheck'),
    findingId: id,
    verdict: z.enum(VERDICTS),
    note: z.string().trim().max(2_000),
  }),
  OpenGap: z.strictObject({
    type: z.literal('OpenGap'),
    gapId: id,
    question: text,
    ownerOrganisationId: id.nullable(),
    due: date.nullable(),
  }),
  AssignGap: z.strictObject({ type: z.literal('AssignGap'), gapId: id, ownerOrganisationId: id, due: date }),
  AnswerGap: z.strictObject({ type: z.literal('AnswerGap'), gapId: id, answer: text }),
  ApproveSharedPicture: z.strictObject({
    type: z.literal('ApproveSharedPicture'),
    changes: z.string().trim().max(2_000),
    facts: factsHash,
  }),
  RecordDissent: z.strictObject({
    type: z.literal('RecordDissent'),
    dissentId: id,
    organisationId: id,
    text,
    findingId: id.nullable(),
  }),
  ConcludeDissent: z.strictObject({ type: z.literal('ConcludeDissent') }),
} as const;
