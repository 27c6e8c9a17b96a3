import { FIST_TO_FIVE } from '@buurtbalans/domain/exercise-names';
import type { Problem } from '@buurtbalans/contracts';
import type { Unsent } from '#lib/line/outbox.ts';
import type { Own, OwnAnswer, OwnCard, OwnState } from './participant-store.ts';

/** How far something of one's own is, with what the queue knows of it. */
export interface Progress {
  readonly state: OwnState | 'waiting';
  readonly problem: Problem | null;
}

const fromQueue = ({ state, problem }: Unsent): Progress => ({ state, problem });

/** How far an own card is: the queue knows better than what was last kept, and one that lies in the room was let in. */
export function progressOfCard(
  card: OwnCard,
  unsent: readonly Unsent[],
  room: readonly { readonly id: string }[] = [],
): Progress {
  if (card.state === 'kept' && room.some(({ id }) => id === card.id)) return { state: 'sent', problem: null };
  const queued = unsent.find(
    ({ command }) => (command.type === 'AddCard' || command.type === 'WithdrawCard') && command.cardId === card.id,
  );
  return queued ? fromQueue(queued) : { state: card.state, problem: card.problem };
}

/** How far the own answer in a step is; null before there is one. Of several on their way the last one counts. */
export function progressOfAnswer(
  own: OwnAnswer | undefined,
  stepId: string,
  unsent: readonly Unsent[],
): Progress | null {
  if (!own) return null;
  const queued =
    own.state === 'draft'
      ? undefined
      : unsent.findLast(({ command }) => command.type === 'GiveAnswer' && command.stepId === stepId);
  return queued ? fromQueue(queued) : { state: own.state, problem: own.problem };
}

const WORDS: ReadonlySet<string> = new Set(['AddCard', 'GiveAnswer', 'ParkNote']);

/**
 * What would be lost if everything of one's own were erased now: `unsent`, what waits for a line; `left`, what was refused and
 * waits for its author, or was begun and not sent; null when there is nothing.
 */
export function leftBehind(
  own: Pick<Own, 'cards' | 'answers'>,
  unsent: readonly Unsent[],
  drafts: number,
): 'unsent' | 'left' | null {
  if (unsent.some(({ state }) => state !== 'refused')) return 'unsent';
  const isRefused = ({ state }: { readonly state: string }): boolean => state === 'refused';
  const hasLeft =
    drafts > 0 ||
    unsent.some(({ command }) => WORDS.has(command.type)) ||
    own.cards.some(isRefused) ||
    Object.values(own.answers).some(isRefused);
  return hasLeft ? 'left' : null;
}

/** The own words in an answer; as in the domain, whose schemas are too much for a phone. */
export function answerWords(answer: OwnAnswer['answer'] | undefined): string {
  if (answer?.exercise === 'check_in') return answer.word;
  if (answer?.exercise === FIST_TO_FIVE) return answer.need;
  return answer?.exercise === 'evaluation' ? answer.sentence : '';
}

/** Commands that were refused and belong to no card or answer that the page shows. */
export function refusedElsewhere(
  unsent: readonly Unsent[],
  cards: readonly OwnCard[],
  stepId: string | null,
): readonly Unsent[] {
  return unsent.filter(({ state, command }) => {
    if (state !== 'refused') return false;
    if (command.type === 'AddCard' || command.type === 'WithdrawCard')
      return !cards.some(({ id }) => id === command.cardId);
    return command.type === 'GiveAnswer' ? command.stepId !== stepId : command.type === 'ParkNote';
  });
}
