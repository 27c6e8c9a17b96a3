/** Texts that are seen and are set smaller than this many pixels. */
export function smallTexts(least: number): string[];

/** What has the focus; `legend` names the group that it is in. */
export interface Focus {
  readonly name: string;
  readonly legend: string;
  readonly isSomewhere: boolean;
  /** In view, and under nothing. */
  readonly isSeen: boolean;
  /** With a line around it. */
  readonly isMarked: boolean;
}

/** What has the focus: its name, and whether one sees it. */
export function focusNow(): Focus;
