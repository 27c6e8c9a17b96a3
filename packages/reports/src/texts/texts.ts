import type { DocumentKind, Lane, OrganisationType, Theme, Verdict } from '@buurtbalans/domain';
import type { LapsedBy, ReportSnapshot, SnapshotValue } from '../snapshot.ts';
import type { EvidenceTexts } from './evidence-texts.ts';
import type { MinutesTexts } from './minutes-texts.ts';

type Column =
  | 'indicator'
  | 'year'
  | 'area'
  | 'district'
  | 'city'
  | 'source'
  | 'place'
  | 'themes'
  | 'lanes'
  | 'session'
  | 'date'
  | 'sources'
  | 'told'
  | 'notable'
  | 'findings'
  | 'question'
  | 'owner'
  | 'due'
  | 'answer'
  | 'number'
  | 'action'
  | 'result'
  | 'title'
  | 'check';

/** Where most findings lie, seen from the middle of the map. */
export type Direction = 'north' | 'east' | 'south' | 'west' | 'middle';

/** Every text that a document may show, in one language. */
export interface Texts {
  readonly documents: Readonly<Record<DocumentKind, string>>;
  readonly invented: string;
  readonly concept: string;
  /** The same of a picture of which a version was approved that no longer is. */
  readonly conceptAfter: (number: number) => string;
  readonly lapsed: (number: number, approved: string, until: string, by: LapsedBy) => string;
  /** Across every page of it. */
  readonly watermark: string;
  readonly version: (number: number, date: string) => string;
  /** Which of the contents of one version a document has. */
  readonly standingOf: (standing: number) => string;
  /** As of which moment a document tells what may change without another approval, and a profile its figures. */
  readonly standing: Readonly<
    Record<'shared-picture' | 'plan' | 'resident-edition' | 'profile', (moment: string) => string>
  >;
  readonly versionTitle: string;
  readonly firstVersion: string;
  readonly noChanges: string;
  readonly changed: string;
  readonly footer: (name: string, moment: string) => string;
  readonly area: string;
  readonly question: string;
  readonly noQuestion: string;
  readonly neighbourhoods: string;
  /** What figures are of, where the border of the area is not that of these neighbourhoods. */
  readonly drawnArea: (neighbourhoods: readonly string[]) => string;
  readonly how: string;
  readonly howText: (professional: number, resident: number, organisations: number, told: number) => string;
  readonly organisations: string;
  /** What the method asks for and was set aside: sessions that were held or planned, how many it asks for, and why. */
  readonly setAside: (one: ReportSnapshot['setAside'][number]) => string;
  readonly sessionsCaption: string;
  /** How many statements were released in each lane. */
  readonly released: (professional: number, resident: number) => string;
  readonly map: string;
  readonly mapCaption: (area: string) => string;
  readonly mapAlt: (area: string, count: number, direction: string | null) => string;
  readonly directions: Readonly<Record<Direction, string>>;
  readonly legend: Readonly<Record<'area' | 'neighbourhood' | 'park' | 'finding' | 'cell' | 'cellBoth', string>>;
  readonly north: string;
  readonly profile: string;
  readonly noFigures: string;
  readonly figuresCaption: (theme: string) => string;
  readonly chartCaption: (theme: string) => string;
  /** What a chart is; what each subject in it says comes after. */
  readonly chartAlt: (kinds: readonly string[]) => string;
  readonly chartItem: (name: string, values: readonly string[]) => string;
  readonly columns: Readonly<Record<Column, string>>;
  readonly comment: (name: string, comment: string) => string;
  readonly comments: string;
  readonly missing: Readonly<Record<SnapshotValue['status'], string>>;
  readonly findings: string;
  readonly noFindings: string;
  /** What stands before the title of a finding. */
  readonly findingTitle: (number: number) => string;
  readonly theme: string;
  readonly place: string;
  readonly unnamedPlace: string;
  readonly lanes: Readonly<Record<Lane, string>>;
  readonly lanesLabel: string;
  /** A lane of which no words stand in the document. */
  readonly withoutWords: (lane: string) => string;
  readonly check: string;
  readonly verdicts: Readonly<Record<Verdict | 'unchecked', string>>;
  readonly contradictedNote: string;
  /** The same of a finding that nobody told. */
  readonly contradictedUntold: string;
  readonly evidence: EvidenceTexts;
  readonly figureEvidence: (name: string, value: string, year: number, source: string) => string;
  readonly dissent: string;
  readonly noDissent: string;
  readonly dissentOpen: string;
  /** What dissent is about. */
  readonly dissentAbout: string;
  readonly dissentWhole: string;
  readonly dissentWords: string;
  /** That somebody sees these findings differently, by their numbers. */
  readonly dissentElsewhere: (findings: readonly number[]) => string;
  readonly coincidence: string;
  readonly coincidenceIntro: string;
  /** How a figure that stands out is beside that of the city. */
  readonly higher: string;
  readonly lower: string;
  readonly coincidenceCaption: string;
  readonly coincidenceMap: (area: string) => string;
  readonly coincidenceAlt: (area: string, cells: number) => string;
  readonly noCoincidence: string;
  readonly gaps: string;
  readonly gapsCaption: string;
  readonly noGaps: string;
  readonly open: string;
  readonly sources: string;
  readonly method: (name: string, version: number) => string;
  /** What a profile is made by. */
  readonly methodOfProfile: (name: string, version: number) => string;
  /** How statements came into a document that has some, of these lanes. */
  readonly methodOfStatements: (lanes: readonly Lane[]) => string;
  readonly smallNumbers: string;
  /** What stands behind a figure that is an estimate. */
  readonly estimated: string;
  /** How estimates came about; the percentage of areas whose figure is in each of them, at least. */
  readonly estimates: (known: number) => string;
  readonly borders: (credit: string) => string;
  readonly parks: string;
  /** What a plus behind a number on the map says. */
  readonly moreHere: string;
  readonly plan: Readonly<
    Record<
      | 'intro'
      | 'actions'
      | 'caption'
      | 'none'
      | 'answers'
      | 'watch'
      | 'consensus'
      | 'restsOn'
      | 'notWatched'
      | 'missing'
      | 'concept'
      | 'isConcept'
      | 'introAgreed',
      string
    >
  > & {
    /** Of a round that is over: how many organisations see it differently. */
    readonly agreed: (differing: number) => string;
    /** The version of the plan, the day of the agreement, and by whom. */
    readonly agreedBy: (number: number, date: string, who: string) => string;
    /** Who has an action and did not say that they agree. */
    readonly notNamed: (who: string) => string;
    /** Of a concept: the version beside which it stands. */
    readonly beside: (number: number, date: string) => string;
    /** The version of the picture, and the day of its approval. */
    readonly restsOnPicture: (number: number, date: string) => string;
    /** Of a concept beside the version that was agreed. */
    readonly conceptBeside: (number: number) => string;
    /** What follows as long as not all parties have been asked. */
    readonly notAsked: string;
  };
  readonly resident: Readonly<
    Record<
      | 'heard'
      | 'figures'
      | 'unknown'
      | 'next'
      | 'notAgreed'
      | 'done'
      | Verdict
      | 'unchecked'
      | 'noActions'
      | 'differently'
      | 'noAction'
      | 'doneList',
      string
    >
  > & {
    /** How many statements of residents stand in it with their words, and how many findings there are. */
    readonly doneText: (statements: number, findings: number, spoke: readonly Lane[]) => string;
    /** Over the findings, and over what was done, where no resident spoke. */
    readonly unheard: string;
    readonly made: string;
    readonly actionNumber: (number: number) => string;
    readonly answers: string;
    readonly answered: string;
    readonly action: (owner: string, due: string | null) => string;
    /** Of an action whose owner is not among those who agreed. */
    readonly notNamed: (owner: string, due: string | null) => string;
    readonly agreed: (date: string, who: string) => string;
    readonly figure: (plain: string, value: string) => string;
  };
  readonly minutes: MinutesTexts;
  readonly themes: Readonly<Record<Theme, string>>;
  readonly organisationTypes: Readonly<Record<OrganisationType, string>>;
  /** What stands behind a number, by unit. */
  readonly units: Readonly<Record<string, string>>;
}
