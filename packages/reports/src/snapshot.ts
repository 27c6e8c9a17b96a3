import type {
  AreaGeometry,
  DocumentKind,
  Lane,
  MinutesContent,
  OrganisationType,
  Place,
  Theme,
  Verdict,
} from '@buurtbalans/domain';
import type { HouseStyle } from './house-style/house-style.ts';
import type { Told } from './small-numbers.ts';

/** Language of a document. */
export type ReportLanguage = 'nl' | 'en';

/** A figure in a document: the value, or why there is none. */
export interface SnapshotValue {
  readonly value: number | null;
  /** `withheld`: left out because one that is too small could be worked out with it, or it was made of other counts than are shown. */
  readonly status:
    | 'present'
    | 'secret'
    | 'missing'
    | 'not_yet'
    | 'discontinued'
    | 'too_few'
    | 'withheld'
    | 'not_combined';
  /** Of an estimate, which a weighted mean of areas is: the share of the areas whose figure is in it, 0–1. */
  readonly coverage?: number;
}

/** One of several sources of a figure. */
export interface SourcePart {
  readonly title: string;
  readonly credit: string;
  readonly table: string | null;
  /** Empty where there is none: a municipality's own figures. */
  readonly licence: string;
  readonly address: string | null;
}

/** One indicator beside district and city, as its tables had it at a moment. */
export interface SnapshotFigure {
  readonly indicatorId: string;
  readonly theme: Theme;
  readonly name: { readonly nl: string; readonly en: string };
  readonly plain: { readonly nl: string; readonly en: string };
  readonly unit: string;
  readonly decimals: number;
  readonly year: number;
  readonly area: SnapshotValue;
  readonly district: SnapshotValue;
  readonly city: SnapshotValue;
  readonly source: {
    readonly title: string;
    readonly credit: string;
    readonly table: string | null;
    readonly licence: string;
    /** Where the table stands on the web. */ readonly address: string | null;
    /** The release that the figure came with, when the file told. */ readonly release: string | null;
    /** Where it is of several: each by itself. Absent in facts of before 0.4. */
    readonly parts?: readonly SourcePart[];
  };
}

/** The same with what is said of it here. */
export interface SnapshotIndicator extends SnapshotFigure {
  readonly comment: string | null;
}

/**
 * What a document shows that is nobody's here: borders, parks, and the figures of the indicators that were chosen. Kept
 * with what is approved and asked for, since an import changes the tables.
 */
export interface PublicFacts {
  readonly districtName: string;
  readonly neighbourhoods: readonly { readonly name: string; readonly geometry: AreaGeometry }[];
  readonly parks: readonly { readonly name: string | null; readonly geometry: AreaGeometry }[];
  /** Whom the borders are credited to; null where nobody knows, absent in facts of before 0.4. */
  readonly bordersCredit?: string | null;
  readonly figures: readonly SnapshotFigure[];
  /** How many live in the area, chosen or not; absent in facts of before 0.4. */
  readonly residents?: number | null;
  /** Counts that give those of the figures, and were not chosen: what may leave follows from all of them. */
  readonly others?: readonly Pick<SnapshotFigure, 'indicatorId' | 'year' | 'area' | 'district' | 'city'>[];
}

/**
 * A released statement, as evidence. Where its words do not leave, `isFew` says so, and there is no more of it than its lane:
 * no words, number, kind of organisation, day or place.
 */
export interface SnapshotStatement {
  readonly id: string;
  readonly lane: Lane;
  readonly text: string;
  readonly organisationType: OrganisationType | null;
  readonly told: Told | null;
  readonly isFew: boolean;
  /** ISO date of the session. */
  readonly heldOn: string | null;
  readonly place: Place | null;
}

/** A finding with everything that stands behind it. */
export interface SnapshotFinding {
  readonly id: string;
  readonly number: number;
  readonly title: string;
  readonly text: string;
  readonly theme: Theme;
  readonly place: Place | null;
  readonly testable: boolean;
  readonly verdict: Verdict | null;
  readonly note: string | null;
  readonly statements: readonly SnapshotStatement[];
  readonly indicatorIds: readonly string[];
  readonly dissent: readonly { readonly organisation: string; readonly text: string }[];
}

/** An action of the plan. */
export interface SnapshotAction {
  readonly number: number;
  readonly what: string;
  readonly result: string | null;
  readonly owner: string | null;
  /** ISO date. */
  readonly due: string | null;
  /** Numbers of the findings that it answers, as far as they are there. */
  readonly findings: readonly number[];
  readonly indicatorId: string | null;
}

/** The plan that was agreed last, as it was then. */
export interface SnapshotPlan {
  readonly number: number;
  /** ISO date. */
  readonly agreedOn: string;
  /** By which organisations, by name. */
  readonly organisations: readonly string[];
  readonly actions: readonly SnapshotAction[];
  /** Whether the actions of this snapshot are those; otherwise they are a concept beside it. */
  readonly isShown: boolean;
}

/** What took an approval back, as far as a document tells it. */
export type LapsedBy = 'dissent' | 'statement' | 'finding' | 'gap' | 'figures' | 'area' | 'session' | 'organisation';

/**
 * Everything a document shows, taken at one position of the journal: released and public material only. The same
 * snapshot gives the same document.
 */
export interface ReportSnapshot {
  readonly trajectory: {
    readonly id: string;
    readonly name: string;
    readonly districtName: string;
    readonly question: string | null;
    readonly startedOn: string;
  };
  readonly asOf: { readonly position: number; readonly at: string };
  readonly template: { readonly name: { readonly nl: string; readonly en: string }; readonly version: number };
  readonly invented: boolean;
  /** Smallest number of residents of whom something is told. */
  readonly threshold: number;
  readonly area: {
    readonly name: string;
    /** Its border was drawn; figures are of the whole neighbourhoods. */ readonly drawn: boolean;
    readonly geometry: AreaGeometry;
    readonly neighbourhoods: readonly { readonly name: string; readonly geometry: AreaGeometry }[];
    readonly parks: readonly { readonly name: string | null; readonly geometry: AreaGeometry }[];
    /** Whom the borders are credited to; null where nobody knows. */
    readonly credit: string | null;
  } | null;
  readonly sessions: readonly {
    readonly id: string;
    readonly lane: Lane;
    readonly number: number;
    readonly title: string;
    readonly question: string | null;
    readonly heldOn: string | null;
    /** Closed, and it counts: minutes can also be of one about a former area. */ readonly closed: boolean;
  }[];
  /** The session of the minutes; null for other documents. */
  readonly sessionId: string | null;
  /** What the approved minutes of that session say. They are of one lane, so a snapshot has them for minutes only. */
  readonly minutes: { readonly content: MinutesContent; readonly approvedOn: string } | null;
  readonly organisations: readonly {
    readonly id: string;
    readonly name: string;
    readonly type: OrganisationType;
    readonly ring: 'core' | 'ring';
  }[];
  /** How many of them stand behind statements whose words leave; which ones is told nowhere. */
  readonly organisationsTold: number;
  /** What the method asks for and was set aside, with the reason that was written; sessions alone. */
  readonly setAside: readonly {
    readonly lane: Lane | null;
    /** Sessions that were held or planned, and how many the method asks for at least, or at most. */
    readonly counted: number;
    readonly needed: number;
    readonly which: 'least' | 'most';
    readonly reason: string | null;
  }[];
  readonly indicators: readonly SnapshotIndicator[];
  readonly statements: readonly SnapshotStatement[];
  readonly findings: readonly SnapshotFinding[];
  /** Places where more than one thing meets, as `@buurtbalans/geo` counts them. */
  readonly coincidence: readonly {
    readonly ring: readonly (readonly [number, number])[];
    readonly label: string | null;
    readonly statements: number;
    readonly sources: number;
    readonly themes: readonly Theme[];
    readonly lanes: readonly Lane[];
    readonly findings: readonly number[];
    readonly figures: readonly string[];
  }[];
  readonly gaps: readonly {
    readonly question: string;
    readonly owner: string | null;
    readonly due: string | null;
    readonly answer: string | null;
  }[];
  /** As they stand, agreed or not. */
  readonly actions: readonly SnapshotAction[];
  /** Null as long as no plan was agreed. */
  readonly plan: SnapshotPlan | null;
  readonly dissent: readonly { readonly organisation: string; readonly text: string }[];
  readonly dissentConcluded: boolean;
  /** Its place among the different contents of one version of the picture; null where they are not counted. */
  readonly standing: number | null;
  readonly picture: { readonly number: number; readonly approvedOn: string | null; readonly changes: string | null };
  /** Of a concept: the version that was approved last, from when to when, and what was done that took it back. */
  readonly lapsed: {
    readonly number: number;
    readonly approvedOn: string;
    readonly until: string;
    readonly by: LapsedBy;
  } | null;
}

/** Named step of rendering. */
export type RenderStep = 'compose' | 'layout' | 'write';

/** What to render. */
export interface RenderRequest {
  readonly snapshot: ReportSnapshot;
  readonly document: DocumentKind;
  readonly format: 'pdf' | 'html';
  readonly language: ReportLanguage;
  /** Belongs to what decides the bytes; absent: the neutral one. */
  readonly style?: HouseStyle;
  /** Named step and how far it brings the work, 0–100. */
  readonly onProgress?: (step: RenderStep, progress: number) => void | Promise<void>;
}
