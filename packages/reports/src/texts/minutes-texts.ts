import type { CardKind, Exercise } from '@buurtbalans/domain';

type Label =
  | 'held'
  | 'present'
  | 'summary'
  | 'none'
  | 'planned'
  | 'privacy'
  | 'question'
  | 'hidden'
  | 'nothing'
  | 'loose'
  | 'brought'
  | 'subject'
  | 'dots'
  | 'points'
  | 'people'
  | 'spread'
  | 'effort'
  | 'effect'
  | 'recognised'
  | 'score'
  | 'count'
  | 'useful'
  | 'heard'
  | 'few'
  | 'texts'
  | 'words'
  | 'parked'
  | 'parkedOpen'
  | 'what'
  | 'owner'
  | 'due'
  | 'noDate'
  | 'carried'
  | 'noPromises'
  | 'noParked'
  | 'point'
  | 'outcome';

/** Texts of minutes, in one language. */
export interface MinutesTexts extends Readonly<Record<Label, string>> {
  readonly exercises: Readonly<Record<Exercise, string>>;
  readonly kinds: Readonly<Record<CardKind, string>>;
  /** What each number of fingers says, 0 to 5. */
  readonly fingers: readonly string[];
  readonly edition: (edition: number, date: string) => string;
  readonly arrived: (count: number) => string;
  readonly answered: (count: number) => string;
  readonly tooFew: (count: number) => string;
  readonly mean: (mean: string) => string;
  readonly addsTo: (text: string) => string;
  readonly cards: (count: number) => string;
  readonly times: (count: number) => string;
  readonly caption: (step: string) => string;
}
