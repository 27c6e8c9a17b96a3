/**
 * Key of a text or a geometry that lies beside the journal, in `trajectory_content`, so that retention can erase it
 * without touching the journal itself. Made from the command's id and the field: `<commandId>.<field>`.
 */
export type ContentId = string;

/** A version of a method template. */
export interface TemplateReference {
  readonly id: string;
  readonly version: number;
}

/** Timers that an event sets or moves (moment, ISO 8601 in UTC) or cancels (null), by their key. */
export type TimerChanges = Readonly<Record<string, string | null>>;

/** What an event takes back of what stood: a fact of its own, so that the journal alone tells what stands. */
export interface TakenBack {
  readonly signOff?: true;
  readonly approval?: true;
  readonly conclusion?: true;
  readonly edition?: true;
  /** Findings whose verdict no longer stands. */
  readonly verdicts?: readonly string[];
  /** Sessions that were held about a former area. */
  readonly sessions?: readonly string[];
  /** Ids to which nothing leads any more. */
  readonly links?: readonly string[];
  /** Conditions whose waiver has served. */
  readonly waivers?: readonly string[];
}
