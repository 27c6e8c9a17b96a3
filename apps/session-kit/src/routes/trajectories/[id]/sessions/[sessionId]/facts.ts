import type { TrajectoryView } from '@buurtbalans/contracts';
import { api } from '#lib/api/client.ts';
import type { SessionFacts } from '#lib/console/facilitation.svelte.ts';

/** What the screens of a session know of its trajectory. */
export function factsOf(view: TrajectoryView, sessionId: string): SessionFacts {
  const session = view.sessions.find(({ id }) => id === sessionId);
  return {
    sessionId,
    lane: session?.lane ?? 'professional',
    plannedFor: session?.plannedFor ?? new Date().toISOString(),
    question: session?.question ?? null,
    organisations: view.organisations,
    area: view.area?.geometry ?? null,
    districtCode: view.district.code,
    areaCodes: view.area?.codes ?? [],
    grainMetres: view.template.placeGrainMetres,
    openPromises: async () => (await api.call('listOpenPromises', { params: { sessionId } })).items,
  };
}
