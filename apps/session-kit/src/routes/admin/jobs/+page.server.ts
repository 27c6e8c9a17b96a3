import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { items: queues } = await read(event, 'listQueues', {});
  const failed = await Promise.all(
    queues
      .filter((queue) => queue.failed > 0)
      .map(async (queue) => ({
        ...queue,
        items: (await read(event, 'listFailedJobs', { params: { queue: queue.name }, query: {} })).items,
      })),
  );
  const jobs = failed.flatMap(({ name, items }) => items.map((job) => ({ ...job, queue: name })));
  const more = failed
    .filter((queue) => queue.failed > queue.items.length)
    .map(({ name, failed: total, items }) => ({ name, total, shown: items.length }));
  return {
    queues,
    jobs: jobs.sort((one, other) => other.failedAt.localeCompare(one.failedAt)),
    more,
    loadedAt: new Date().toISOString(),
  };
};
