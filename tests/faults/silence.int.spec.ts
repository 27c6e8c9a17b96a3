import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, openDatabase } from '@buurtbalans/database';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { API, cardOf, Participant, type Sent } from '../live/participant.ts';
import { openRoom, type Room } from '../live/room.ts';
import { Screen } from '../live/screen.ts';
import { asOwner } from './as-owner.ts';
import { Cluster } from './cluster.ts';

/** So long the database says nothing; the longer form is `SILENCE_S=120 npx vitest run --project int tests/faults/silence`. */
const SILENCE_S = Number(process.env['SILENCE_S'] ?? 40);
/** Nobody waits as long for any answer. */
const BOUND_MS = 30_000;
const ASKED = ['command', 'health', 'join', 'sessions', 'trajectories'];
/** What each is answered before, after and while nothing is said; and one who asks for what is not there. */
const MUST = new Set([
  ...ASKED.flatMap((what) => [`${what} 200`, `${what} 503 SERVER.UNAVAILABLE`]),
  'sessions 404 SESSION.NOT_FOUND',
]);
/** What a machine that does much else may make of it: no connection was free, or the answer came later than anybody waits. */
const MAY = /^\w+ (503 SERVER\.(TOO_BUSY|RESTARTING)|TimeoutError)$/;
let cluster: Cluster;
let db: Database;
let room: Room;

beforeAll(async () => {
  cluster = await Cluster.start();
  db = openDatabase({ url: cluster.url(), connections: 2 });
  room = await openRoom(db);
});
afterAll(async () => {
  await db?.close();
  await cluster?.stop();
});

describe('a database that says nothing', () => {
  it(
    '[E83] ends no process, keeps nobody waiting, and loses nothing that was acknowledged',
    { timeout: (SILENCE_S + 120) * 1_000 },
    async () => {
      const port = cluster.programs[0]!.port!;
      const [here, elsewhere] = cluster.engines as [string, string];
      const person = await Participant.join(port, room);
      const screen = new Screen();
      await screen.open({ port, path: `${API}/sessions/${room.sessionId}/stream`, headers: person.headers });
      await expect.poll(() => screen.position).toBeGreaterThanOrEqual(0);
      const pids = cluster.programs.map(({ child }) => child.pid);

      const answered: string[] = [];
      const said: { readonly sent: Sent; readonly seq: number | undefined }[] = [];
      let isOver = false;
      const again = async (what: () => Promise<void>): Promise<void> => {
        while (!isOver) {
          await what();
          await sleep(200);
        }
      };
      const ask =
        (path: string, headers: Record<string, string> = {}, base = here) =>
        async (): Promise<void> => {
          const status = await fetch(base + path, { headers, signal: AbortSignal.timeout(BOUND_MS) }).then(
            async (response) =>
              `${response.status} ${response.ok ? '' : ((await response.json()) as { code: string }).code}`,
            (error: Error) => error.name,
          );
          answered.push(`${path.split('/')[1]} ${status.trim()}`);
        };
      const send = async (): Promise<void> => {
        const sent = cardOf(room.stepId, said.length);
        const { status, body } = await person.try(room.sessionId, sent);
        answered.push(`command ${status === 200 ? status : `${status} ${String(body.code)}`}`);
        said.push({ sent, seq: status === 200 ? Number(body.seq) : undefined });
      };
      const asking = Promise.all([
        again(ask('/health')),
        again(ask('/trajectories', { cookie: room.cookie })),
        again(ask(`/join/${room.code}`)),
        again(ask(`/sessions/${room.sessionId}/live`, { ...person.headers })),
        again(ask('/sessions/00000000-0000-4000-8000-000000000000/live', { cookie: room.cookie })),
        again(send),
      ]);
      await expect.poll(() => said.length).toBeGreaterThan(3);
      const thaw = await cluster.freezePostgres();
      // a phone that comes to an engine which does not have the session yet, and now cannot read it
      const waiting = again(ask(`/sessions/${room.sessionId}/live`, { ...person.headers }, elsewhere));
      try {
        await sleep(SILENCE_S * 1_000);
      } finally {
        thaw();
      }
      const before = said.length;
      await expect.poll(() => said.slice(before).some(({ seq }) => seq !== undefined)).toBe(true);
      isOver = true;
      await Promise.all([asking, waiting]);

      expect(cluster.programs.map(({ child }) => child.pid)).toEqual(pids);
      const answers = new Set(answered);
      expect([...MUST].filter((answer) => !answers.has(answer))).toEqual([]);
      expect([...answers].filter((answer) => !MUST.has(answer) && !MAY.test(answer))).toEqual([]);
      // what was not acknowledged is sent again, as a phone does
      for (const { sent, seq } of said)
        expect(await person.send(room.sessionId, sent)).toEqual(seq ?? expect.any(Number));
      const stored = await asOwner<{ command_id: string; count: number }>(
        cluster.url(),
        `select command_id, count(*)::int as count from resident_live_event where session_id = '${room.sessionId}' group by command_id`,
      );
      expect(
        new Map(
          said.map(({ sent }) => [
            sent.commandId,
            stored.find(({ command_id }) => command_id === sent.commandId)?.count,
          ]),
        ),
      ).toEqual(new Map(said.map(({ sent }) => [sent.commandId, 1])));
      expect(screen.isOpen).toBe(true);
      const last = await person.send(room.sessionId, cardOf(room.stepId, said.length));
      await expect.poll(() => screen.position).toBeGreaterThanOrEqual(last);
      screen.end();
      person.leave();
    },
  );
});
