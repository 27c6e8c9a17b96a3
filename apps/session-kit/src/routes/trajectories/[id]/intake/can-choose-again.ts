import type { IndicatorFigures } from '@buurtbalans/contracts';

/** Whether an indicator was chosen without a figure, and there is one now: chosen again, it keeps all that rests on it. */
export const canChooseAgain = ({ chosen, counts, area }: IndicatorFigures): boolean =>
  chosen && !counts && area.value !== null;
