import { randomUUID } from 'node:crypto';
import { createQueues } from '@buurtbalans/queue';
import { ROLES, type Role } from '@buurtbalans/domain';
import { startTestRedis, type TestRedis } from '@buurtbalans/testing';
import { hostJob, type HostedJob } from '@buurtbalans/testing/jobs';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type EngineUnderTest, startEngineUnderTest } from '../engine.testing.ts';

const failedJobs = '/queues/imports/failed-jobs';
type Items = { items: Record<string, unknown>[] };

describe.each(['PostgreSQL', 'Redis'])('with the queues on %s', (backend) => {
  let engine: EngineUnderTest;
  let redis: TestRedis | undefined;
  let worker: HostedJob;
  let isMended = false;
  const importId = randomUUID();
  const jobId = `import-${importId}`;

  beforeAll(async () => {
    redis = backend === 'Redis' ? await startTestRedis() : undefined;
    const queueUrl = redis?.url;
    engine = await startEngineUnderTest(queueUrl ? { QUEUE_URL: queueUrl } : {});
    const options = { databaseUrl: engine.databaseUrl, queueUrl };
    const queues = createQueues({ ...options, retry: { attempts: 2, delayMs: 10 } });
    await queues.addAll([
      { job: 'imports.read', jobId, payload: { importId } },
      { job: 'imports.read', jobId: 'import-unreadable', payload: { importId: 'Jansen' } },
    ]);
    await queues.close();
    worker = await hostJob(
      'imports.read',
      async () => {
        if (!isMended)
          throw Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), {
            code: 'ECONNREFUSED',
            syscall: 'connect',
          });
      },
      options,
    );
    await vi.waitFor(
      async () =>
        expect(((await engine.call('GET', failedJobs, { role: 'administrator' })).body as Items).items).toHaveLength(2),
      { timeout: 15_000, interval: 200 },
    );
  });
  afterAll(async () => {
    await worker.close();
    await engine.stop();
    await redis?.stop();
  });

  const counts = async (name: string) =>
    ((await engine.call('GET', '/queues', { role: 'administrator' })).body as Items).items.find(
      (item) => item.name === name,
    );

  describe('background work for administrators', () => {
    it('[E30] shows counts, and of a failed job its ids, reason and moment only', async () => {
      expect(await counts('imports')).toEqual({
        name: 'imports',
        jobs: ['imports.read'],
        waiting: 0,
        active: 0,
        delayed: 0,
        completed: 0,
        failed: 2,
      });
      const { items } = (await engine.call('GET', failedJobs, { role: 'administrator' })).body as Items;
      expect(items.find(({ id }) => id === jobId)).toEqual({
        id: jobId,
        job: 'imports.read',
        ids: { importId },
        reason: { code: 'JOB.CONNECTION', title: 'De verbinding viel weg', advice: expect.stringContaining('Probeer') },
        detail: expect.stringContaining('ECONNREFUSED'),
        attempts: 2,
        failedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      });
      expect(items.find(({ id }) => id === 'import-unreadable')).toMatchObject({
        ids: {},
        attempts: 1,
        reason: { code: 'JOB.PAYLOAD_INVALID' },
        detail: 'importId',
      });
      expect(JSON.stringify(items)).not.toContain('Jansen');
      const english = (
        await engine.call('GET', failedJobs, { role: 'administrator', headers: { 'accept-language': 'en' } })
      ).body as Items;
      expect(english.items.find(({ id }) => id === jobId)).toMatchObject({
        reason: { title: 'The connection was lost' },
      });
    });

    it('[E30] is refused to everybody else, also under the address of a real job', async () => {
      for (const role of ROLES.filter((each) => each !== 'administrator')) {
        for (const [method, path] of [
          ['GET', '/queues'],
          ['GET', failedJobs],
          ['POST', `${failedJobs}/${jobId}/retry`],
          ['DELETE', `${failedJobs}/${jobId}`],
        ] as const) {
          expect([role, path, (await engine.call(method, path, { role })).status]).toEqual([role, path, 403]);
        }
      }
      expect(await counts('imports')).toMatchObject({ failed: 2 });
    });

    it('[E23] retries one and discards the other', async () => {
      isMended = true;
      expect((await engine.call('POST', `${failedJobs}/${jobId}/retry`, { role: 'administrator' })).status).toBe(204);
      await expect.poll(() => counts('imports')).toMatchObject({ completed: 1, failed: 1 });
      expect((await engine.call('DELETE', `${failedJobs}/import-unreadable`, { role: 'administrator' })).status).toBe(
        204,
      );
      expect(await counts('imports')).toMatchObject({ failed: 0 });
      const late = await engine.call('POST', `${failedJobs}/${jobId}/retry`, { role: 'administrator' });
      expect([late.status, late.body.code]).toEqual([409, 'JOB.NOT_FAILED']);
      const gone = await engine.call('DELETE', `${failedJobs}/import-unreadable`, { role: 'administrator' });
      expect([gone.status, gone.body.code]).toEqual([404, 'JOB.NOT_FOUND']);
      expect((await engine.call('GET', '/queues/nowhere/failed-jobs', { role: 'administrator' })).status).toBe(404);
    });
  });

  describe('the board of the queues', () => {
    const board = '/admin/queues';
    const text = async (path: string, role?: Role): Promise<{ status: number; text: string; policy: string }> => {
      const response = await fetch(`${engine.base}${path}`, {
        headers: role ? { cookie: engine.cookies[role] } : {},
        redirect: 'manual',
      });
      return {
        status: response.status,
        text: await response.text(),
        policy: response.headers.get('content-security-policy') ?? '',
      };
    };

    it('[E30] works on the product’s queues and shows administrators no more than ids', async () => {
      const page = await text(`${board}/`, 'administrator');
      expect([page.status, page.text.includes('<base href="/api/v1/admin/queues/"')]).toEqual([200, true]);
      expect(page.policy).toContain("font-src 'self'");
      const script = /src="(static\/[^"]+\.js)"/.exec(page.text)![1]!;
      expect((await text(`${board}/${script}`, 'administrator')).status).toBe(200);
      const queues = JSON.parse(
        (await text(`${board}/api/queues?activeQueue=imports&status=completed`, 'administrator')).text,
      ) as { queues: { name: string; readOnlyMode: boolean; jobs: object[] }[] };
      expect(queues.queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toContainEqual(['imports', true]);
      expect(queues.queues.find(({ name }) => name === 'imports')!.jobs).toEqual([
        expect.objectContaining({ id: jobId, data: { importId } }),
      ]);
      expect((await text(`${board}/api/queues/imports/${jobId}/flow`, 'administrator')).status).toBeLessThan(500);
    });

    it('[E30] is closed to others, and to every change', async () => {
      expect((await text(`${board}/`)).status).toBe(401);
      for (const role of ROLES.filter((each) => each !== 'administrator')) {
        for (const path of ['/', '/api/queues', '/static/favicon-32x32.png'])
          expect([role, path, (await text(board + path, role)).status]).toEqual([role, path, 403]);
      }
      for (const [method, path] of [
        ['PUT', '/api/queues/imports/pause'],
        ['POST', '/api/queues/imports/add'],
        ['PUT', '/api/queues/imports/obliterate'],
      ] as const) {
        expect((await engine.call(method, board + path, { role: 'administrator', body: {} })).status).toBe(403);
      }
    });
  });
});
