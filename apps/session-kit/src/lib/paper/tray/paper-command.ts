import {
  CARD_KINDS,
  INPUT_OF,
  type Lane,
  type LiveCommandInput,
  type ParticipantLanguage,
  PROMISES,
  type Step,
  THEMES,
} from '@buurtbalans/domain';
import { answerOf, type AnswerGap, type Filled } from '../fields/answer-of.ts';
import { pickedOf, type PlaceBook, type PlaceGap, placeOf } from '../fields/place-of.ts';

/** What keeps a paper from being entered. */
export type PaperGap = AnswerGap | PlaceGap | 'kind' | 'theme' | 'text' | 'organisation' | 'what' | 'owner';

/** Where the cursor goes when something is missing; the first field of the form for all others. */
export const FIELD_OF: Readonly<Partial<Record<PaperGap, string>>> = {
  kind: 'kind',
  theme: 'theme',
  text: 'text',
  organisation: 'organisation',
  place_outside: 'place',
  place_unknown: 'place',
  what: 'what',
  owner: 'owner',
};

/** Ids under which one paper is entered: sent again they do nothing twice. The number on the paper is none of them. */
export interface PaperIds {
  /** Of the card, the point or the promise. */
  readonly id: string;
  readonly onBehalf: string;
  /** Takes a card back; only its hash is sent. */
  readonly secret: string;
  readonly ownerHash: string;
}

/** What a paper is entered into. */
export interface PaperContext {
  readonly step: Step;
  readonly lane: Lane;
  /** Keys of what is judged, in the order of their numbers. */
  readonly items: readonly string[];
  readonly places: PlaceBook | null;
}

/** How what is asked in a step is entered; null where nothing is. */
export function inputOf({ exercise }: Pick<Step, 'exercise'>): 'card' | 'answer' | 'note' | 'promise' | null {
  if (exercise === 'parking_lot') return 'note';
  if (exercise === PROMISES) return 'promise';
  return INPUT_OF[exercise] === 'cards' ? 'card' : INPUT_OF[exercise] === 'answer' ? 'answer' : null;
}

/** The command by which a paper is entered, or what is still missing. */
export function paperCommand(context: PaperContext, filled: Filled, ids: PaperIds): LiveCommandInput | PaperGap {
  const { step, items } = context;
  const language = (filled['language'] || 'nl') as ParticipantLanguage;
  switch (inputOf(step)) {
    case 'card':
      return cardOf(context, filled, ids, language);
    case 'note': {
      const text = (filled['text'] ?? '').trim();
      return text === '' ? 'text' : { type: 'ParkNote', noteId: ids.id, text, language, confirmedNotPersonal: false };
    }
    case 'promise':
      return promiseOf(context, filled, ids);
    default: {
      const answer = answerOf(step, items, filled);
      return typeof answer === 'string'
        ? answer
        : {
            type: 'GiveAnswer',
            stepId: step.id,
            answer,
            language,
            confirmedNotPersonal: false,
            onBehalf: ids.onBehalf,
          };
    }
  }
}

function cardOf(
  { step, lane, places }: PaperContext,
  filled: Filled,
  ids: PaperIds,
  language: ParticipantLanguage,
): LiveCommandInput | PaperGap {
  const text = (filled['text'] ?? '').trim();
  const kind = CARD_KINDS.find((known) => known === filled['kind']);
  const theme = THEMES.find((known) => known === (filled['theme'] || step.theme));
  const organisationId = filled['organisation'] || null;
  if (lane === 'professional' && organisationId === null) return 'organisation';
  if (!kind) return 'kind';
  if (!theme) return 'theme';
  if (text === '') return 'text';
  const typed = placeOf(filled['place'] ?? '', places);
  if (typeof typed === 'string') return typed;
  const place = typed?.place ?? pickedOf(filled['picked']);
  return {
    type: 'AddCard',
    cardId: ids.id,
    stepId: step.id,
    kind,
    theme,
    text,
    place,
    language,
    ownerHash: ids.ownerHash,
    confirmedNotPersonal: false,
    onBehalf: ids.onBehalf,
    organisationId,
  };
}

function promiseOf({ lane }: PaperContext, filled: Filled, ids: PaperIds): LiveCommandInput | PaperGap {
  const what = (filled['what'] ?? '').trim();
  const ownerOrganisationId = filled['organisation'] || null;
  const owner = ownerOrganisationId || lane === 'professional' ? '' : (filled['owner'] ?? '').trim();
  if (what === '') return 'what';
  if (ownerOrganisationId === null && owner === '') return lane === 'professional' ? 'organisation' : 'owner';
  return {
    type: 'MakePromise',
    promiseId: ids.id,
    what,
    ownerOrganisationId,
    owner,
    due: filled['due'] || null,
    confirmedNotPersonal: false,
  };
}

/** The command that takes a paper back. */
export function undoOf(step: Step, ids: PaperIds): LiveCommandInput {
  switch (inputOf(step)) {
    case 'card':
      return { type: 'WithdrawCard', cardId: ids.id, secret: ids.secret };
    case 'note':
      return { type: 'ModerateCards', cardIds: [ids.id], to: 'removed' };
    case 'promise':
      return { type: 'SettlePromise', promiseId: ids.id, to: 'dropped' };
    default:
      return { type: 'TakeBackAnswer', stepId: step.id, onBehalf: ids.onBehalf };
  }
}
