/** Where the figures or borders of a delivery come from, with the credit that every output shows. */
export interface DeliverySource {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly table: string | null;
  readonly credit: string;
  readonly licence: string;
  readonly derived: boolean;
}

/** How many values of one indicator come, change, stay, get another source, or stand where the file has an empty cell. */
export interface IndicatorDifference {
  readonly indicatorId: string;
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly credited: number;
  readonly emptied: number;
}

/** Something that occurs so often, with one of them. */
export interface CountedCodes {
  readonly count: number;
  readonly example: string | null;
}

/** What taking over a delivery would change of what is official. */
export type Difference =
  | {
      readonly kind: 'kwb';
      readonly indicators: readonly IndicatorDifference[];
      /** Areas of which an empty cell stands over a known value. */
      readonly losing: CountedCodes;
      /** Areas that the product does not know. */
      readonly unknown: CountedCodes;
      /** Wijken with a published figure of their own, of which the file changes neighbourhoods and not that figure. */
      readonly beside: CountedCodes;
    }
  | {
      readonly kind: 'boundaries';
      readonly added: number;
      readonly changed: number;
      readonly same: number;
      /** Areas of the same municipalities and levels that the file does not have. */
      readonly gone: number;
      /** Trajectories of which an area changes or is gone. */
      readonly usedBy: number;
    };

/** A delivery: a file that was read, and what became of it. */
export interface Delivery {
  readonly id: string;
  readonly kind: 'kwb' | 'boundaries';
  readonly state: 'reading' | 'proposed' | 'official' | 'undone' | 'discarded';
  /** `product`: it came along; `earlier`: what stood before deliveries were kept. */
  readonly origin: 'upload' | 'command_line' | 'product' | 'earlier';
  readonly fileName: string;
  readonly bytes: number;
  /** Of the file, in hexadecimal. */
  readonly sha256: string | null;
  readonly source: DeliverySource | null;
  readonly years: readonly number[];
  /** Indicators, in the order of the file. */
  readonly columns: readonly string[];
  /** Headings of columns that were not read. */
  readonly dropped: readonly string[];
  readonly rows: number;
  readonly broughtBy: Person | null;
  readonly broughtAt: Date;
  /** The delivery against which the difference was taken, or which stood before it; null when there was none. */
  readonly replaces: string | null;
  readonly difference: Difference | null;
  readonly erases: boolean;
  readonly position: number | null;
  readonly takenOverBy: Person | null;
  readonly takenOverAt: Date | null;
  /** Who undid it or threw it away. */
  readonly endedBy: Person | null;
  readonly endedAt: Date | null;
  /** Whether it is the newest of what is official, so that it can be undone. */
  readonly isNewest: boolean;
  /** Of which municipality a data set is that came along with the product; null of what somebody brought. */
  readonly municipality: string | null;
}

/** Somebody with an account. */
export interface Person {
  readonly id: string;
  readonly name: string;
}
