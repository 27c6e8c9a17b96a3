import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Database, openDatabase, saveAccount, saveSignIn } from '@buurtbalans/database';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from './as-owner.ts';
import { Cluster } from './cluster.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

/** Room for an empty cluster and a first piece of its log. Without room for the next piece PostgreSQL ends itself: to start it again is the launcher's. */
const MEGABYTES = 200;
let disk: SmallDisk | undefined;
let cluster: Cluster;
let db: Database;

beforeAll(async () => {
  disk = await mountSmallDisk(MEGABYTES);
  if (!disk) return;
  cluster = await Cluster.start(disk.folder);
  db = openDatabase({ url: cluster.url(), connections: 2 });
});
afterAll(async () => {
  if (!disk) return;
  await db?.close();
  await cluster?.stop();
  await disk.remove();
});

describe('a disk that is full', () => {
  it('[E84] is said to whoever wants to write, ends no process, and is over once there is room', async ({ skip }) => {
    if (!disk) return skip('a file system can be mounted by root alone');
    const facilitatorId = randomUUID();
    const token = randomBytes(32).toString('base64url');
    await saveAccount(db, {
      id: facilitatorId,
      email: 'a@example.nl',
      name: 'A',
      role: 'facilitator',
      organisationId: null,
      passwordHash: '',
    });
    await saveSignIn(db, createHash('sha256').update(token).digest(), facilitatorId, new Date(Date.now() + 3_600_000));
    const trajectory = await new StoredTrajectoryDriver(db, { facilitatorId, managerId: randomUUID() }).begin(
      'Slotermeer',
    );
    const [engine] = cluster.engines as [string];
    const headers = { 'content-type': 'application/json', cookie: `buurtbalans=${token}` };
    const call = async (path: string, body?: object): Promise<{ status: number; body: Record<string, unknown> }> => {
      const response = await fetch(engine + path, {
        method: body ? 'POST' : 'GET',
        headers,
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(45_000),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    const version = async (): Promise<number> =>
      (
        await asOwner<{ version: number }>(
          cluster.url(),
          `select version::int from trajectory where id = '${trajectory.id}'`,
        )
      )[0]!.version;
    const command = async (commandId: string, text: string) =>
      call(`/trajectories/${trajectory.id}/commands`, {
        commandId,
        expectedVersion: await version(),
        command: { type: 'WriteQuestion', text },
      });
    const pids = cluster.programs.map(({ child }) => child.pid);
    // a document that is asked for, and may have to wait
    const reportId = randomUUID();
    expect(
      (
        await call(`/trajectories/${trajectory.id}/commands`, {
          commandId: randomUUID(),
          expectedVersion: await version(),
          command: { type: 'RequestReport', reportId, document: 'profile', format: 'html', language: 'nl' },
        })
      ).status,
    ).toBe(200);

    await disk.fill();
    const acknowledged: string[] = [];
    let refused: { readonly id: string; readonly text: string } | undefined;
    // in what was free in its files already there is still a little room
    for (let number = 0; !refused && number < 500; number += 1) {
      const [id, text] = [randomUUID(), `${number} ${randomBytes(500).toString('base64')}`];
      const { status, body } = await command(id, text);
      if (status === 200) acknowledged.push(id);
      else {
        expect(body).toMatchObject({
          status: 507,
          code: 'SERVER.DISK_FULL',
          detail: expect.stringContaining('schijfruimte'),
        });
        refused = { id, text };
      }
    }
    expect(refused).toBeDefined();
    // what is there can still be read
    expect((await call('/health')).status).toBe(200);
    expect((await call('/trajectories')).status).toBe(200);

    await disk.free();
    expect((await command(refused!.id, refused!.text)).status).toBe(200);
    const receipts = await asOwner<{ command_id: string }>(
      cluster.url(),
      `select command_id from command_receipt where trajectory_id = '${trajectory.id}'`,
    );
    expect(
      [...acknowledged, refused!.id].filter((id) => !receipts.some(({ command_id }) => command_id === id)),
    ).toEqual([]);
    const report = `select state->'reports'->'${reportId}'->>'status' as status from trajectory where id = '${trajectory.id}'`;
    await expect
      .poll(async () => (await asOwner<{ status: string }>(cluster.url(), report))[0]!.status)
      .toBe('rendered');
    expect(cluster.programs.map(({ child }) => child.pid)).toEqual(pids);
  }, 180_000);
});
