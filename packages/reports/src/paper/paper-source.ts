import type { AreaGeometry, Lane, Step } from '@buurtbalans/domain';

/** A step as it is printed. */
export interface PaperStep {
  readonly step: Step;
  /** What is judged, in the order in which the room sees it; empty while that is not known. */
  readonly items: readonly string[];
}

/** Everything that forms are made from: the script and the area, and nothing that anybody contributed but what is judged. */
export interface PaperSource {
  readonly trajectoryName: string;
  readonly session: {
    readonly title: string;
    readonly question: string | null;
    readonly lane: Lane;
    /** ISO 8601 */ readonly plannedFor: string;
  };
  readonly area: {
    readonly name: string;
    readonly geometry: AreaGeometry;
    readonly neighbourhoods: readonly {
      readonly code: string;
      readonly name: string;
      readonly geometry: AreaGeometry;
    }[];
    readonly parks: readonly { readonly name: string | null; readonly geometry: AreaGeometry }[];
    readonly credit: string | null;
  } | null;
  /** Metres to which places are kept. */
  readonly grainMetres: number;
  readonly steps: readonly PaperStep[];
  /** With the sheet for whoever hands the forms out. */
  readonly isBooklet: boolean;
  /** Cards show the room which organisation wrote them. */
  readonly showOrganisations: boolean;
  readonly invented: boolean;
}
