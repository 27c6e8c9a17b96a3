import type { DeliveryView } from '@buurtbalans/contracts';
import type { Delivery } from '@buurtbalans/database';
import { type Impossible, indicatorById, OWN_FIGURES } from '@buurtbalans/figures';

/** A delivery as it is shown. */
export function deliveryItem(delivery: Delivery, impossible: readonly Impossible[] = []): DeliveryView {
  const {
    id,
    kind,
    origin,
    fileName,
    municipality,
    bytes,
    sha256,
    rows,
    broughtBy,
    replaces,
    erases,
    takenOverBy,
    endedBy,
  } = delivery;
  return {
    id,
    kind,
    // what is being read is not told of
    state: delivery.state as DeliveryView['state'],
    origin,
    fileName,
    municipality,
    bytes,
    sha256,
    source: sourceItem(delivery.source),
    years: [...delivery.years],
    rows,
    dropped: [...delivery.dropped],
    broughtBy,
    broughtAt: delivery.broughtAt.toISOString(),
    replaces,
    difference: differenceItem(delivery.difference),
    impossible: impossible.map(({ indicatorIds, ...one }) => ({
      ...one,
      names: indicatorIds.flatMap((indicatorId) => indicatorById(indicatorId)?.name ?? []),
    })),
    erases,
    takenOverBy,
    takenOverAt: delivery.takenOverAt?.toISOString() ?? null,
    endedBy,
    endedAt: delivery.endedAt?.toISOString() ?? null,
    isNewest: delivery.isNewest,
    canUndo: delivery.isNewest && (origin === 'upload' || origin === 'command_line'),
  };
}

function sourceItem(source: Delivery['source']): DeliveryView['source'] {
  if (!source) return null;
  const { title, credit, table, licence, publisher } = source;
  return { title, credit, table, licence, own: publisher === OWN_FIGURES };
}

function differenceItem(difference: Delivery['difference']): DeliveryView['difference'] {
  if (difference?.kind !== 'kwb') return difference;
  const { losing, unknown, beside } = difference;
  const indicators = difference.indicators.flatMap((entry) => {
    const indicator = indicatorById(entry.indicatorId);
    if (!indicator) return [];
    const { name, unit } = indicator;
    // a file's own percentages may be finer than the office's
    const decimals = unit === 'percent' ? Math.max(1, indicator.decimals) : indicator.decimals;
    return [{ ...entry, name, unit, decimals }];
  });
  return { kind: 'kwb', indicators, losing, unknown, beside };
}
