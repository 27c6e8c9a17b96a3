import {
  type AreaGeometry,
  type CardKind,
  FIST_TO_FIVE,
  INPUT_OF,
  type LiveCommandInput,
  type Place,
  type Step,
  type Theme,
  THEMES,
} from '@buurtbalans/domain';

/** Texts to make things up from, in the language of the screen. A card's text begins with its theme. */
export interface MadeUpTexts {
  readonly cards: readonly { readonly theme: Theme; readonly kind: CardKind; readonly text: string }[];
  readonly words: readonly string[];
  readonly needs: readonly string[];
  readonly sentences: readonly string[];
  readonly notes: readonly string[];
}

/** What made-up participants can see. */
export interface MadeUpRoom {
  readonly step: Step;
  /** Keys of what is judged in the step. */
  readonly items: readonly string[];
  /** Cards that lie before the room. */
  readonly cardIds: readonly string[];
  readonly area: AreaGeometry | null;
}

/** A command of one made-up participant. */
export interface MadeUpInput {
  /** Which participant, counted from 0. */
  readonly person: number;
  readonly command: LiveCommandInput;
}

/** Random numbers from a seed: the same seed gives the same row (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

class Dice {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  below = (limit: number): number => Math.floor(this.#random() * limit);
  chance = (part: number): boolean => this.#random() < part;
  between = (from: number, to: number): number => from + this.below(to - from + 1);
  one = <T>(list: readonly T[]): T | undefined => list[this.below(list.length)];

  /** Each of the list in a random order. */
  shuffled<T>(list: readonly T[]): T[] {
    const rest = [...list];
    return list.map(() => rest.splice(this.below(rest.length), 1)[0]!);
  }

  /** Rather the first of the list than the last: people mostly agree, and not wholly. */
  rather = <T>(list: readonly T[]): T | undefined => list[Math.floor(this.#random() ** 2 * list.length)];

  id(): string {
    const hex = Array.from({ length: 32 }, (_, index) =>
      (index === 12 ? 4 : index === 16 ? this.between(8, 11) : this.below(16)).toString(16),
    ).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  }

  /** A score around a middle of its own for each item, so that items differ and people too. */
  score = (middle: number): number =>
    Math.max(1, Math.min(5, Math.round(middle + (this.#random() + this.#random() - 1) * 2)));

  place(area: AreaGeometry | null, part: Step['area']): Place | null {
    const box = part ?? boxOf(area);
    if (!box) return null;
    const [west, south, east, north] = box;
    // away from the edges, where a drawn area is thin
    const at = (from: number, to: number): number => from + (to - from) * (0.25 + this.#random() * 0.5);
    return { lng: at(west, east), lat: at(south, north) };
  }
}

function boxOf(area: AreaGeometry | null): [number, number, number, number] | null {
  const points = (area?.coordinates.flat(area.type === 'Polygon' ? 1 : 2) ?? []) as [number, number][];
  if (points.length === 0) return null;
  const [lngs, lats] = [points.map(([lng]) => lng), points.map(([, lat]) => lat)];
  return [Math.min(...lngs), Math.min(...lats), Math.max(...lngs), Math.max(...lats)];
}

function card({ step, area }: MadeUpRoom, texts: MadeUpTexts, dice: Dice): LiveCommandInput | undefined {
  const fitting = texts.cards.filter(({ theme }) => step.theme === null || theme === step.theme);
  const line = dice.one(fitting.length > 0 ? fitting : texts.cards);
  if (!line) return undefined;
  const place = dice.chance(0.7) ? dice.place(area, step.area) : null;
  return {
    type: 'AddCard',
    cardId: dice.id(),
    stepId: step.id,
    kind: line.kind,
    theme: step.theme ?? line.theme ?? THEMES[0],
    text: line.text,
    place,
  };
}

function dots({ step, items }: MadeUpRoom, dice: Dice): Record<string, number> {
  const given: Record<string, number> = {};
  for (let left = step.budget; left > 0; left -= 1) {
    const key = dice.rather(step.stacking ? items : items.filter((item) => !given[item]));
    if (key !== undefined) given[key] = (given[key] ?? 0) + 1;
  }
  return given;
}

function answer(
  room: MadeUpRoom,
  texts: MadeUpTexts,
  dice: Dice,
): (LiveCommandInput & { type: 'GiveAnswer' })['answer'] | undefined {
  const { step, items } = room;
  switch (step.exercise) {
    case 'check_in':
      return step.scale === 'word'
        ? { exercise: 'check_in', word: dice.rather(texts.words) ?? '' }
        : { exercise: 'check_in', scale: dice.score(3.5) };
    case 'dots':
      return { exercise: 'dots', dots: dots(room, dice) };
    case 'matrix': {
      const middles = items.map((_, index) => [1.6 + ((index * 7) % 5) * 0.7, 4.4 - ((index * 3) % 5) * 0.7] as const);
      return {
        exercise: 'matrix',
        scores: Object.fromEntries(
          items.map((key, index) => [
            key,
            { effort: dice.score(middles[index]![0]), effect: dice.score(middles[index]![1]) },
          ]),
        ),
      };
    }
    case 'priorities': {
      const order: string[] = [];
      while (order.length < Math.min(step.top, items.length))
        order.push(dice.rather(items.filter((key) => !order.includes(key)))!);
      return { exercise: 'priorities', order };
    }
    case FIST_TO_FIVE: {
      const fingers = dice.chance(0.2) ? dice.below(3) : dice.between(3, 5);
      return { exercise: FIST_TO_FIVE, fingers, need: fingers < 3 ? (dice.one(texts.needs) ?? '') : '' };
    }
    case 'evaluation':
      return {
        exercise: 'evaluation',
        useful: dice.score(4),
        heard: dice.score(3.8),
        sentence: dice.chance(0.4) ? (dice.one(texts.sentences) ?? '') : '',
      };
    case 'brainwriting':
      return room.cardIds.length > 0
        ? { exercise: 'brainwriting', recognised: dice.shuffled(room.cardIds).slice(0, 3) }
        : undefined;
    default:
      return undefined;
  }
}

function inputsOf(room: MadeUpRoom, texts: MadeUpTexts, dice: Dice): (LiveCommandInput | undefined)[] {
  const { step } = room;
  if (step.exercise === 'parking_lot')
    return dice.chance(0.3) ? [{ type: 'ParkNote', noteId: dice.id(), text: dice.one(texts.notes) ?? '' }] : [];
  const given = answer(room, texts, dice);
  const isDone = dice.chance(0.8);
  return [
    INPUT_OF[step.exercise] === 'cards' ? card(room, texts, dice) : undefined,
    given && { type: 'GiveAnswer', stepId: step.id, answer: given },
    isDone ? { type: 'SetReady', stepId: step.id, ready: true } : undefined,
  ];
}

/**
 * What this many made-up participants would do in a step: pure, and with the same seed the same. Nothing of it comes from
 * a person; whoever shows it says so.
 */
export function madeUpInputs(room: MadeUpRoom, texts: MadeUpTexts, people: number, seed: number): MadeUpInput[] {
  const dice = new Dice(seed);
  return Array.from({ length: people }, (_, person) =>
    inputsOf(room, texts, dice).flatMap((command) => (command ? [{ person, command }] : [])),
  ).flat();
}
