import type { DeliveryView } from '@buurtbalans/contracts';

type Difference = Extract<NonNullable<DeliveryView['difference']>, { kind: 'kwb' }>;

/** What changes over all indicators together. */
export function summaryOf({ indicators }: Difference) {
  const sum = (of: 'added' | 'changed' | 'same' | 'credited' | 'emptied'): number =>
    indicators.reduce((total, entry) => total + entry[of], 0);
  return {
    added: sum('added'),
    changed: sum('changed'),
    same: sum('same'),
    credited: sum('credited'),
    emptied: sum('emptied'),
  };
}
