import type { IndicatorFigures } from '@buurtbalans/contracts';

/** Whether an indicator was chosen without a figure, and there is one now: chosen again, it keeps all that rests on it. */
export const canChooseAgain = ({ chosen, counts, area }: IndicatorFigures): boolean =>
  chosen && !counts && area.value !== null;

/** Whether it does not count because there is no figure any more of the year in which it was chosen. */
export const isYearGone = ({ chosen, counts, chosenYear, year }: IndicatorFigures): boolean =>
  chosen && !counts && chosenYear !== year;
