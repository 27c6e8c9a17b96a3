import type { DocumentKind } from '@buurtbalans/domain';
import type { ReportSnapshot, SnapshotIndicator } from '../snapshot.ts';
import { namedForResidents } from './resident-edition.ts';

/** A snapshot with the figures alone that a document names: no form of it has others. */
export const shownIn = (snapshot: ReportSnapshot, document: DocumentKind): ReportSnapshot => ({
  ...snapshot,
  indicators:
    document === 'plan'
      ? namedInPlan(snapshot)
      : document === 'resident-edition'
        ? namedForResidents(snapshot)
        : snapshot.indicators,
});

/** A plan has no figures but those that it rests on or keeps an eye on. */
function namedInPlan({ findings, actions, indicators }: ReportSnapshot): SnapshotIndicator[] {
  const named = new Set([
    ...findings.flatMap(({ indicatorIds }) => indicatorIds),
    ...actions.flatMap(({ indicatorId }) => indicatorId ?? []),
  ]);
  return indicators.filter(({ indicatorId }) => named.has(indicatorId));
}
