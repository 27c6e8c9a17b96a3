import { INPUT_OF, type Step } from './exercise.ts';
import type { Answer, LiveCommand, LiveCommandOf, LiveCommandType } from './live.commands.ts';
import { isForParticipants, SESSION_LIMITS } from './live.commands.ts';
import type { LiveEvent } from './live.events.ts';
import { type Clock, isBeforeRoom, type LiveState, type Moderation, stepOf } from './live-state.ts';
import { answerProblem, limitProblem } from './answer-problem.ts';
import type { LiveRefusal } from './live-refusal.ts';

/** Who sends a command of a live session. */
export interface LiveCaller {
  readonly role: 'facilitator' | 'participant';
  readonly organisationId: string | null;
  /** Key under which this participant's answer in a step is counted once; another one in each step. */
  readonly voter: (scope: string) => string;
}

/** What comes with a command. */
export interface LiveMeta {
  /** ISO 8601 in UTC, by the database's clock. */
  readonly now: string;
  /** Status of the session in its trajectory. */
  readonly status: 'planned' | 'open' | 'closed' | 'cancelled';
  readonly caller: LiveCaller;
  readonly commandId: string;
  /** Texts in which something personal was seen wait for the facilitator. */
  readonly suspect: boolean;
  readonly invented: boolean;
  /** Organisations whose sharing commitment holds today; null where nothing is shared, as in a rehearsal. */
  readonly committed: readonly string[] | null;
  /** Where somebody is put out: the key of the card's writer, which only the database knows. */
  readonly writer?: string | null;
}

/** Outcome of a command: what happened, or why not. `kept` tells that it came late and waits for the facilitator. */
export type LiveDecision =
  | { readonly kind: 'accepted'; readonly events: readonly LiveEvent[]; readonly kept: boolean }
  | { readonly kind: 'refused'; readonly code: LiveRefusal };

type Handler<T extends LiveCommandType> = (command: LiveCommandOf<T>, state: LiveState, meta: LiveMeta) => LiveDecision;

const refuse = (code: LiveRefusal): LiveDecision => ({ kind: 'refused', code });
const accept = (...events: LiveEvent[]): LiveDecision => ({ kind: 'accepted', events, kept: false });
const keep = (...events: LiveEvent[]): LiveDecision => ({ kind: 'accepted', events, kept: true });

/** What was warned about is marked, so that the facilitator knows what to look at. */
const doubtOf = ({ suspect }: LiveMeta): { readonly suspect?: true } => (suspect ? { suspect } : {});

/** The step in which somebody writes: running, over (its input comes late), or why it cannot be. */
function inputStep(state: LiveState, stepId: string): { step: Step; late: boolean } | LiveRefusal {
  const step = stepOf(state, stepId);
  if (!step) return 'LIVE.STEP_UNKNOWN';
  if (state.stepId === stepId) return { step, late: false };
  return state.begun.includes(stepId) ? { step, late: true } : 'LIVE.STEP_NOT_BEGUN';
}

const PAPER = 'paper:';
const paperKey = (form: string): string => PAPER + form;
const voterOf = ({ caller }: LiveMeta, scope: string, onBehalf: string | null): string =>
  onBehalf ? paperKey(onBehalf) : caller.voter(scope);

/** Key of a participant's seat in all of a session: it counts their cards, and keeps them out. */
export const seatKeyOf = (caller: LiveCaller): string => caller.voter('cards');

/**
 * Key under which all cards of one participant in one session count as one writer's: of a seat, or of a paper form. It is
 * of no step, so it joins nothing to an answer, and is kept where no role reads it.
 */
export const writerOf = (caller: LiveCaller, { onBehalf }: LiveCommandOf<'AddCard'>): string =>
  onBehalf ? paperKey(onBehalf) : seatKeyOf(caller);

/** The clock of a step that begins now: it runs at once. */
function running(minutes: number, now: string): Clock {
  const totalMs = minutes * 60_000;
  return { totalMs, endsAt: new Date(Date.parse(now) + totalMs).toISOString(), leftMs: totalMs };
}

const leftOf = (clock: Clock, now: string): number =>
  clock.endsAt === null ? clock.leftMs : Math.max(0, Date.parse(clock.endsAt) - Date.parse(now));

/** Answers that were given in a step, those that wait for the facilitator too. */
function answersIn(state: LiveState, stepId: string): Answer[] {
  return [
    ...Object.values(state.answers[stepId] ?? {}),
    ...Object.values(state.late).flatMap((late) => (late.stepId === stepId ? [late.answer] : [])),
  ];
}

/** Whether a script has to keep a step as it is: it runs, or something was given in it. One that was begun by mistake may go. */
function isUsed(state: LiveState, stepId: string): boolean {
  return (
    state.stepId === stepId ||
    state.revealed.includes(stepId) ||
    answersIn(state, stepId).length > 0 ||
    Object.values(state.cards).some((card) => card.stepId === stepId)
  );
}

const handlers: { readonly [T in LiveCommandType]: Handler<T> } = {
  Arrive: (_command, state, meta) => {
    const { role, organisationId } = meta.caller;
    const voter = meta.caller.voter('arrival');
    const isKnown = Object.hasOwn(state.arrived, voter);
    const isThere = isKnown && state.arrived[voter] === organisationId && !Object.hasOwn(state.left, voter);
    if (role === 'facilitator' || isThere) return accept();
    return !isKnown && Object.keys(state.arrived).length >= SESSION_LIMITS.seats
      ? refuse('LIVE.SESSION_FULL')
      : accept({ type: 'Arrived', voter, organisationId });
  },

  Leave: (_command, state, meta) => {
    const voter = meta.caller.voter('arrival');
    return Object.hasOwn(state.arrived, voter) && !Object.hasOwn(state.left, voter)
      ? accept({ type: 'Left', voter })
      : accept();
  },

  AddCard: (command, state, meta) => {
    const {
      cardId,
      stepId,
      onBehalf,
      organisationId,
      ownerHash: _hash,
      confirmedNotPersonal: _seen,
      type: _type,
      ...content
    } = command;
    const isHelper = meta.caller.role === 'facilitator';
    if (isHelper !== (onBehalf !== null)) return refuse(isHelper ? 'LIVE.OTHER_EXERCISE' : 'LIVE.FACILITATOR_ONLY');
    if (!isHelper && Object.keys(state.cards).length >= SESSION_LIMITS.cards) return refuse('LIVE.SESSION_FULL');
    const owner = state.lane === 'resident' ? null : isHelper ? organisationId : meta.caller.organisationId;
    if (state.lane === 'professional' && owner === null) return refuse('LIVE.NO_OWNER');
    if (
      content.parentId !== null &&
      !(state.cards[content.parentId] && isBeforeRoom(state, state.cards[content.parentId]!))
    )
      return refuse('LIVE.ITEM_UNKNOWN');
    const place = stepId === null ? preparation(state, meta, owner) : inputStep(state, stepId);
    if (typeof place === 'string') return refuse(place);
    if (place.step && INPUT_OF[place.step.exercise] !== 'cards') return refuse('LIVE.OTHER_EXERCISE');
    // what somebody brought along comes before the room when the facilitator wants it there
    const waits = meta.suspect || (place.step ? place.step.moderated : !isHelper);
    const moderation: Moderation = waits ? 'waiting' : 'shown';
    const card = {
      ...content,
      id: cardId,
      stepId,
      organisationId: owner,
      translation: null,
      moderation,
      late: place.late && !isHelper,
      invented: meta.invented,
      ...doubtOf(meta),
    };
    return card.late ? keep({ type: 'CardAdded', card }) : accept({ type: 'CardAdded', card });
  },

  // that the secret fits is for the database to see
  WithdrawCard: ({ cardId }) => accept({ type: 'CardWithdrawn', cardId }),

  GiveAnswer: ({ stepId, answer, language, onBehalf }, state, meta) => {
    const isHelper = meta.caller.role === 'facilitator';
    if (isHelper !== (onBehalf !== null)) return refuse(isHelper ? 'LIVE.OTHER_EXERCISE' : 'LIVE.FACILITATOR_ONLY');
    const place = inputStep(state, stepId);
    if (typeof place === 'string') return refuse(place);
    const problem = answerProblem(answer, place.step, state);
    if (problem) return refuse(problem);
    const voter = voterOf(meta, stepId, onBehalf);
    const { suspect } = meta;
    if (place.late && !isHelper)
      return keep({ type: 'AnswerCameLate', late: { id: meta.commandId, stepId, voter, answer, suspect } });
    return accept({ type: 'AnswerGiven', stepId, voter, answer, language, suspect });
  },

  TakeBackAnswer: ({ stepId, onBehalf }, state, meta) => {
    const voter = voterOf(meta, stepId, onBehalf);
    return state.answers[stepId]?.[voter] ? accept({ type: 'AnswerTakenBack', stepId, voter }) : accept();
  },

  SetReady: ({ stepId, ready }, state, meta) => {
    const place = inputStep(state, stepId);
    if (typeof place === 'string') return refuse(place);
    return place.late || meta.caller.role === 'facilitator'
      ? accept()
      : accept({ type: 'ReadySet', stepId, voter: meta.caller.voter(stepId), ready });
  },

  ParkNote: ({ noteId, text, language }, state, meta) => {
    if (state.notes[noteId]) return refuse('LIVE.ID_TAKEN');
    const moderation: Moderation =
      (meta.suspect || state.lane === 'resident') && meta.caller.role === 'participant' ? 'waiting' : 'shown';
    const note = { id: noteId, text, language, resolution: null, moderation, ...doubtOf(meta) };
    return accept({ type: 'NoteParked', note });
  },

  SetScript: ({ expectedScript, steps, showOrganisations }, state) => {
    if (expectedScript !== state.script.version) return refuse('LIVE.SCRIPT_MOVED');
    const ids = new Set(steps.map(({ id }) => id));
    const isSame = (id: string): boolean =>
      steps.find((step) => step.id === id)?.exercise === stepOf(state, id)?.exercise;
    const used = state.begun.filter((id) => isUsed(state, id));
    if (ids.size < steps.length || !used.every((id) => ids.has(id) && isSame(id))) return refuse('LIVE.SCRIPT_INVALID');
    // what was given stays within what the step allows
    if (steps.some((step) => answersIn(state, step.id).some((answer) => limitProblem(answer, step))))
      return refuse('LIVE.SCRIPT_TOO_TIGHT');
    // what was promised as hidden does not come out by changing the script
    if (
      used.some(
        (id) =>
          stepOf(state, id)!.hidden && !state.revealed.includes(id) && !steps.find((step) => step.id === id)!.hidden,
      )
    )
      return refuse('LIVE.SCRIPT_INVALID');
    return accept({ type: 'ScriptSet', steps, showOrganisations });
  },

  GoToStep: ({ stepId, expectedStep }, state, { now, status }) => {
    if (state.stepId !== expectedStep) return refuse('LIVE.STEP_MOVED');
    const step = stepOf(state, stepId);
    if (!step) return refuse('LIVE.STEP_UNKNOWN');
    // after the session a step is begun for its papers only
    return stepId === state.stepId
      ? accept()
      : accept({ type: 'StepBegun', stepId, clock: status === 'closed' ? null : running(step.minutes, now) });
  },

  UndoStep: ({ expectedStep }, state) => {
    if (state.stepId !== expectedStep || !state.before) return refuse('LIVE.STEP_MOVED');
    return accept({ type: 'StepUndone', ...state.before });
  },

  SetClock: ({ expectedStep, action, minutes }, state, { now }) => {
    if (state.stepId !== expectedStep || !state.clock) return refuse('LIVE.STEP_MOVED');
    const { clock } = state;
    const leftMs = Math.max(0, leftOf(clock, now) + (action === 'add' ? minutes * 60_000 : 0));
    const runs = action === 'start' || (action === 'add' && clock.endsAt !== null);
    const totalMs = Math.max(clock.totalMs + (action === 'add' ? minutes * 60_000 : 0), leftMs, 60_000);
    return accept({
      type: 'ClockSet',
      clock: { totalMs, leftMs, endsAt: runs ? new Date(Date.parse(now) + leftMs).toISOString() : null },
    });
  },

  Reveal: ({ stepId, on }, state) => {
    if (!stepOf(state, stepId)) return refuse('LIVE.STEP_UNKNOWN');
    if (!state.begun.includes(stepId)) return refuse('LIVE.STEP_NOT_BEGUN');
    return state.revealed.includes(stepId) === on
      ? accept()
      : accept(on ? { type: 'StepRevealed', stepId } : { type: 'StepHidden', stepId });
  },

  Gather: ({ on }) => accept({ type: 'Gathered', on }),

  Spotlight: ({ key }, state) => {
    const id = key?.slice(key.indexOf(':') + 1) ?? '';
    const isThere =
      key === null ||
      (key.startsWith('card:')
        ? state.cards[id] && isBeforeRoom(state, state.cards[id])
        : key.startsWith('cluster:') && state.clusters[id]);
    return isThere ? accept({ type: 'SpotlightSet', key }) : refuse('LIVE.ITEM_UNKNOWN');
  },

  ModerateCards: ({ cardIds, to }, state) => {
    // what is still hidden is nobody's to judge but its author's
    const isKnown = (id: string): boolean => Boolean(state.notes[id] ?? (state.cards[id] && !isHiddenCard(state, id)));
    return cardIds.every(isKnown) ? accept({ type: 'CardsModerated', cardIds, to }) : refuse('LIVE.ITEM_UNKNOWN');
  },

  ModerateText: ({ stepId, text, to }, state) =>
    stepOf(state, stepId) ? accept({ type: 'TextModerated', stepId, text, to }) : refuse('LIVE.STEP_UNKNOWN'),

  // what is still hidden is nobody's to judge; a paper form has nobody behind it who could be put out
  PutOut: ({ cardId, out }, state, { writer }) => {
    if (!state.cards[cardId] || isHiddenCard(state, cardId) || !writer || writer.startsWith(PAPER))
      return refuse('LIVE.ITEM_UNKNOWN');
    // also where it changes nothing: an answer without an event would tell that two cards are of one writer
    return accept({ type: 'PutOut', writer, out });
  },

  TranslateCard: ({ cardId, text }, state) =>
    state.cards[cardId] && !isHiddenCard(state, cardId)
      ? accept({ type: 'CardTranslated', cardId, text })
      : refuse('LIVE.ITEM_UNKNOWN'),

  MakeCluster: ({ clusterId, title, cardIds }, state) => {
    const isThere = (id: string): boolean => Boolean(state.cards[id] && !isHiddenCard(state, id));
    return cardIds.every(isThere)
      ? accept({ type: 'ClusterMade', cluster: { id: clusterId, title, cardIds } })
      : refuse('LIVE.ITEM_UNKNOWN');
  },

  Uncluster: ({ clusterId }, state) =>
    state.clusters[clusterId] ? accept({ type: 'ClusterTakenApart', clusterId }) : accept(),

  Admit: ({ lateId, on }, state) => {
    if (state.cards[lateId]?.late) return accept({ type: 'CardAdmitted', cardId: lateId, on });
    return state.late[lateId] ? accept({ type: 'LateAnswerSettled', lateId, on }) : accept();
  },

  ResolveNote: ({ noteId, resolution }, state) =>
    state.notes[noteId]
      ? accept({ type: 'NoteResolved', noteId, resolution: resolution === '' ? null : resolution })
      : refuse('LIVE.ITEM_UNKNOWN'),

  MakePromise: ({ type: _type, promiseId, confirmedNotPersonal: _seen, ...promise }, state) => {
    if (promise.ownerOrganisationId === null && promise.owner === '') return refuse('LIVE.NO_OWNER');
    const status = state.promises[promiseId]?.status ?? 'open';
    return accept({ type: 'PromiseMade', promise: { ...promise, id: promiseId, status } });
  },

  SettlePromise: ({ promiseId, to }, state) =>
    state.promises[promiseId] ? accept({ type: 'PromiseSettled', promiseId, to }) : refuse('LIVE.ITEM_UNKNOWN'),

  WriteMinutes: ({ expectedMinutes, summary, notes, omitted, approved }, state, { status }) => {
    if (expectedMinutes !== state.minutes.version) return refuse('LIVE.MINUTES_MOVED');
    return approved && status !== 'closed'
      ? refuse('SESSION.NOT_CLOSED')
      : accept({ type: 'MinutesWritten', summary, notes, omitted, approved });
  },
};

/**
 * What professionals bring from their own registrations may come in from the planning of the session to its end. That is
 * sharing what an organisation has, which its sharing commitment allows; what people say in a step is the session's.
 */
function preparation(
  state: LiveState,
  { status, committed }: LiveMeta,
  organisationId: string | null,
): { step: undefined; late: boolean } | LiveRefusal {
  if (state.lane === 'resident') return 'LIVE.STEP_UNKNOWN';
  if (status !== 'planned' && status !== 'open') return 'SESSION.NOT_OPEN';
  return committed === null || committed.includes(organisationId ?? '')
    ? { step: undefined, late: false }
    : 'COMMITMENT.MISSING';
}

function isHiddenCard(state: LiveState, id: string): boolean {
  const card = state.cards[id];
  const step = card && stepOf(state, card.stepId);
  return step?.hidden === true && !state.revealed.includes(step.id);
}

/** Commands that a session takes before it opens, and after it closed. */
const BEFORE: readonly LiveCommandType[] = [
  'SetScript',
  'Arrive',
  'Leave',
  'PutOut',
  'AddCard',
  'WithdrawCard',
  'MakePromise',
  'SettlePromise',
  'ModerateCards',
  'TranslateCard',
];
const AFTER: readonly LiveCommandType[] = [
  'WithdrawCard',
  'WriteMinutes',
  'SettlePromise',
  'MakePromise',
  'ResolveNote',
  'TranslateCard',
  'MakeCluster',
  'Uncluster',
  'ModerateCards',
  'ModerateText',
  'Reveal',
  'Admit',
];
/** What a helper still types in from paper after the room went home, for a step that was never begun on a screen too. */
const FROM_PAPER: readonly LiveCommandType[] = ['AddCard', 'GiveAnswer', 'TakeBackAnswer', 'ParkNote', 'GoToStep'];

function isTaken(type: LiveCommandType, { status, caller }: LiveMeta): boolean {
  if (status === 'open') return true;
  if (status === 'planned') return BEFORE.includes(type);
  return status === 'closed' && (AFTER.includes(type) || (caller.role === 'facilitator' && FROM_PAPER.includes(type)));
}

/** Whether this participant was put out; what they wrote themselves they can still take back. */
function isPutOut(type: LiveCommandType, { out }: LiveState, { caller }: LiveMeta): boolean {
  if (out.length === 0 || caller.role === 'facilitator' || type === 'Leave' || type === 'WithdrawCard') return false;
  return out.includes(seatKeyOf(caller));
}

/**
 * Decides a command of a live session. Pure: the same input gives the same outcome. A step, script or minutes that moved
 * on since the sender looked refuses the command; what participants wrote in a step that is over is kept for the
 * facilitator to admit.
 */
export function decideLive(command: LiveCommand, state: LiveState, meta: LiveMeta): LiveDecision {
  if (meta.caller.role !== 'facilitator' && !isForParticipants(command.type)) return refuse('LIVE.FACILITATOR_ONLY');
  if (isPutOut(command.type, state, meta)) return refuse('SESSION.PUT_OUT');
  if (!isTaken(command.type, meta)) return refuse('SESSION.NOT_OPEN');
  return (handlers[command.type] as Handler<LiveCommandType>)(command as never, state, meta);
}
