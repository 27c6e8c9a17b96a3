import type { CardKind, Exercise, PaperLanguage, Theme } from '@buurtbalans/domain';
import type { MapTexts } from '../../map/map-texts.ts';

/** Every text that a form may show, in one language. */
export interface PaperTexts {
  readonly language: PaperLanguage;
  readonly title: string;
  readonly booklet: string;
  readonly invented: string;
  readonly formNumber: string;
  readonly organisation: string;
  readonly organisationShown: string;
  readonly organisationHidden: string;
  readonly privacy: string;
  readonly read: Readonly<Record<'professional' | 'resident', string>>;
  readonly counted: string;
  readonly people: string;
  readonly ask: Readonly<Record<Exercise, string>>;
  readonly card: (number: number) => string;
  readonly kind: string;
  readonly kinds: Readonly<Record<CardKind, string>>;
  readonly kindsMean: Readonly<Record<CardKind, string>>;
  readonly theme: string;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly story: string;
  readonly place: string;
  readonly placeName: string;
  readonly map: MapTexts;
  readonly mapCaption: (area: string) => string;
  readonly mapAlt: (columns: string, rows: string, metres: number) => string;
  readonly places: string;
  readonly cards: string;
  readonly word: string;
  readonly feeling: string;
  readonly feelingEnds: readonly [string, string];
  readonly number: string;
  readonly subject: string;
  readonly copyItems: string;
  readonly dots: (budget: number, stacking: boolean) => string;
  readonly yourDots: string;
  readonly matrix: string;
  readonly effort: string;
  readonly effect: string;
  readonly littleMuch: string;
  readonly priorities: (top: number) => string;
  readonly choice: (place: number) => string;
  readonly subjects: string;
  readonly fingers: string;
  readonly fingersMean: readonly [string, string, string, string, string, string];
  readonly need: string;
  readonly point: (number: number) => string;
  readonly what: string;
  readonly who: string;
  readonly when: string;
  readonly useful: string;
  readonly heard: string;
  readonly evaluationEnds: readonly [string, string];
  readonly sentence: string;
  /** For whoever hands the forms out: only in the languages in which facilitators work. */
  readonly sheet:
    | (Readonly<
        Record<'title' | 'number' | 'step' | 'minutes' | 'paper' | 'form' | 'wall' | 'caption' | 'clustering', string>
      > & {
        readonly rules: readonly string[];
        readonly clusteringRules: readonly string[];
        readonly exercises: Readonly<Record<Exercise, string>>;
      })
    | null;
}
