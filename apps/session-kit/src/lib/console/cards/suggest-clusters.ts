import type { CardView, Theme } from '@buurtbalans/domain';

/** Cards this near to each other are at the same place, in metres. */
const NEAR_METRES = 120;
/** This many words in common make two cards one subject; of a short text one word is enough. */
const WORDS_IN_COMMON = 2;
const SHORT_TEXT = 3;
const SUGGESTIONS = 6;

/** Words that say nothing of a subject, in the languages in which people write. */
const EMPTY_WORDS = new Set(
  (
    'aan alle alleen als altijd andere been beetje bent bewoners bij buurt daar dan dat deze die dit doen door echt een elke erg ergens gaan gaat geen goed graag heb hebben heeft heel hele hem hen het hier hij hoe hun iets iemand ieder iedereen ' +
    'ik is jij kan komen komt kunnen maar meer mensen met mij mijn moet moeten mooi naar niet niets nog nooit nou nu of om omdat ons onze ook op over plek samen soms staan staat straat te tegen toch tot tussen uit van vaak veel vind voor waar want ' +
    'wat we weer weg wel wie wij willen wordt worden ze zeer zich zij zijn zit zitten zo zonder zou ' +
    'about also always and are because been but can does for from have here just more much not often our people place some that the their there they this very was were what when where which will with you your ' +
    'bir bu cok daha icin ile var yok olan gibi ama jest nie tak jak ale dla czy bardzo tutaj'
  ).split(' '),
);

/** Cards that seem to belong together, and why. */
export interface ClusterSuggestion {
  readonly theme: Theme;
  readonly cardIds: readonly string[];
  /** Words that they share, most frequent first. */
  readonly words: readonly string[];
  /** Name of the place at which they lie together. */
  readonly place: string | null;
  readonly isNear: boolean;
}

type Card = Pick<CardView, 'id' | 'theme' | 'text' | 'translation' | 'place' | 'clusterId' | 'moderation' | 'late'>;

/** Metres between two places, on a plane that is good enough for a city. */
export function metresBetween(one: { lng: number; lat: number }, other: { lng: number; lat: number }): number {
  const north = (one.lat - other.lat) * 111_200;
  const east = (one.lng - other.lng) * 111_320 * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** A word without the endings that Dutch gives it: bank and banken, onveilig and onveilige are one. */
function stem(word: string): string {
  const bare = word.replace(/(tjes|jes|tje|je|en|e|s)$/, '');
  // a doubled letter belongs to the ending: bankken, lampen, putten
  return (bare.length >= 3 ? bare : word).replace(/([b-df-hj-np-tv-z])\1$/, '$1');
}

/** The words of a text that say what it is about, by their stem; the first form of each is kept to show. */
export function subjectWords(text: string): Map<string, string> {
  const words = new Map<string, string>();
  for (const word of text
    .toLocaleLowerCase('nl')
    .normalize('NFC')
    .match(/[\p{L}\p{M}]{3,}/gu) ?? []) {
    if (EMPTY_WORDS.has(word)) continue;
    const key = stem(word);
    if (!EMPTY_WORDS.has(key) && !words.has(key)) words.set(key, word);
  }
  return words;
}

interface Prepared {
  readonly card: Card;
  readonly words: Map<string, string>;
}

const common = (one: Prepared, other: Prepared): string[] =>
  [...one.words.keys()].filter((key) => other.words.has(key));
const isNear = ({ card: one }: Prepared, { card: other }: Prepared): boolean =>
  one.place !== null && other.place !== null && metresBetween(one.place, other.place) <= NEAR_METRES;

function belongs(one: Prepared, other: Prepared): boolean {
  if (one.card.theme !== other.card.theme) return false;
  if (isNear(one, other)) return true;
  const needed = Math.min(one.words.size, other.words.size) <= SHORT_TEXT ? 1 : WORDS_IN_COMMON;
  return common(one, other).length >= needed;
}

function describe(members: readonly Prepared[]): ClusterSuggestion {
  const counts = new Map<string, { word: string; count: number }>();
  for (const { words } of members)
    for (const [key, word] of words)
      counts.set(key, { word: counts.get(key)?.word ?? word, count: (counts.get(key)?.count ?? 0) + 1 });
  const shared = [...counts.values()]
    .filter(({ count }) => count > members.length / 2)
    .sort((one, other) => other.count - one.count || one.word.localeCompare(other.word));
  const [first] = members;
  const near = members.every((member) => isNear(first!, member));
  const labels = new Set(members.map(({ card }) => card.place?.label ?? ''));
  const [label = ''] = labels;
  return {
    theme: first!.card.theme,
    cardIds: members.map(({ card }) => card.id),
    words: shared.slice(0, 3).map(({ word }) => word),
    place: labels.size === 1 && label !== '' ? label : null,
    isNear: near,
  };
}

/**
 * Proposes groups among the cards that are in none: of one theme, and near each other or with words in common. Each card
 * is in one proposal at most; the card with the most in common comes first, so that a chain of small likenesses does not
 * draw everything into one heap. The facilitator decides.
 */
export function suggestClusters(cards: readonly Card[]): ClusterSuggestion[] {
  const free = cards
    .filter(({ clusterId, moderation, late }) => clusterId === null && moderation === 'shown' && !late)
    .map((card): Prepared => ({ card, words: subjectWords(card.translation ?? card.text) }));
  const neighbours = new Map(free.map((one) => [one, free.filter((other) => other !== one && belongs(one, other))]));
  const taken = new Set<Prepared>();
  const suggestions: ClusterSuggestion[] = [];
  for (;;) {
    const open = (one: Prepared): Prepared[] => neighbours.get(one)!.filter((other) => !taken.has(other));
    const [best] = free.filter((one) => !taken.has(one)).sort((one, other) => open(other).length - open(one).length);
    if (!best || open(best).length === 0 || suggestions.length === SUGGESTIONS) return suggestions;
    const members = [best, ...open(best)];
    for (const member of members) taken.add(member);
    suggestions.push(describe(free.filter((one) => members.includes(one))));
  }
}
