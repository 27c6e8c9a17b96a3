/** One thing that is wrong with a file: code of the catalogue in `@buurtbalans/contracts` and where it is. */
export interface FileProblem {
  readonly code:
    | 'FIGURES.UNKNOWN_FILE'
    | 'FIGURES.TRUNCATED'
    | 'FIGURES.QUOTES'
    | 'FIGURES.WRONG_ENCODING'
    | 'FIGURES.CELL_UNREADABLE'
    | 'FIGURES.AREA_CODE'
    | 'FIGURES.DUPLICATE_ROW'
    | 'FIGURES.AMBIGUOUS_DECIMAL'
    | 'FIGURES.YEAR_UNKNOWN'
    | 'FIGURES.YEAR_OUT_OF_RANGE'
    | 'FIGURES.YEAR_DIFFERS'
    | 'FIGURES.THOUSANDS'
    | 'FIGURES.IMPLAUSIBLE'
    | 'FIGURES.NOT_WHOLE'
    | 'FIGURES.ROW_WIDTH'
    | 'FIGURES.TOO_MANY_ROWS'
    | 'FIGURES.NO_KNOWN_AREA'
    | 'FIGURES.PERSONAL_COLUMN';
  /** `file`; `row` counts from 1, the heading row; `column` is the heading; `value` is what stands there. */
  readonly details: Readonly<Record<string, unknown>>;
}

/** A file that is refused as a whole; nothing of it may be kept. */
export class FiguresError extends Error {
  readonly problems: readonly FileProblem[];

  constructor(problems: readonly FileProblem[]) {
    super(problems.map((problem) => `${problem.code} ${JSON.stringify(problem.details)}`).join('; '));
    this.name = 'FiguresError';
    this.problems = problems;
  }
}
