import { expect, it } from 'vitest';
import { jobDefinitions } from './jobs.ts';

it('[E323] each job has a queue of its own, since a processor takes whatever lies in its queue', () => {
  const queues = Object.values(jobDefinitions).map(({ queue }) => queue);
  expect(queues).toEqual([...new Set(queues)]);
});
