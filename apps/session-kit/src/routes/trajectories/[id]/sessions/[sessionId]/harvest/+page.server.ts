import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

/** What the session brought, its minutes, and how the sessions of its lane were judged. */
export const load: PageServerLoad = async (event) => {
  const { id: trajectoryId, sessionId } = event.params;
  const harvest = await read(event, 'readHarvest', { params: { sessionId } });
  const [minutes, evaluations] = await Promise.all([
    read(event, 'listMinutes', { params: { trajectoryId } }),
    read(event, 'listEvaluations', { params: { trajectoryId, lane: harvest.lane } }),
  ]);
  return { harvest, minutes: minutes.items.find((one) => one.sessionId === sessionId), evaluations: evaluations.items };
};
