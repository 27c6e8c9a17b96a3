/** What breaks a rule of the house, and where. */
export interface Found {
  /** Line in the text, from 1. */
  readonly line: number;
  readonly what: string;
}

export const lineOf = (text: string, at: number): number => text.slice(0, at).split('\n').length;
