import type { Lane } from '@buurtbalans/domain';
import type { Told } from '../small-numbers.ts';

type Label =
  | 'numbered'
  | 'numberedIntro'
  | 'proof'
  | 'see'
  | 'usedBy'
  | 'table'
  | 'tableOnline'
  | 'release'
  | 'noRelease'
  | 'restsOn'
  | 'against'
  | 'beside'
  | 'noSources'
  | 'unused'
  | 'sources';

/** Texts around numbered sources and what stands behind them, in one language. */
export interface EvidenceTexts extends Readonly<Record<Label, string>> {
  /** So many released statements that no finding uses. */
  readonly unusedIntro: (count: number) => string;
  readonly source: (number: number, label: string) => string;
  readonly seeOf: (number: number) => string;
  readonly back: (number: number) => string;
  readonly of: (number: number) => string;
  readonly finding: (number: number) => string;
  readonly action: (number: number) => string;
  readonly theme: (name: string) => string;
  readonly figure: (name: string, year: number, source: string) => string;
  /** Released statements of one lane and kind of organisation, on one day. */
  readonly statements: (who: string, date: string | null) => string;
  readonly professionals: (type: string) => string;
  /** Statements whose words stay: why, by their lane. */
  readonly few: (lane: Lane, who: string, threshold: number) => string;
  readonly fewWords: (lane: Lane, threshold: number) => string;
  readonly count: (told: Told) => string;
}
