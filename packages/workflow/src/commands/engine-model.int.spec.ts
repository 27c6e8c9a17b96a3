import { randomUUID } from 'node:crypto';
import {
  type Actor,
  COMMAND_TYPES,
  type CommandType,
  defaultTemplate,
  fold,
  type TrajectoryEvent,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { commandAt, FACILITATOR, MANAGER, senderOf, towards } from '@buurtbalans/domain/walker';
import { inDays, useDatabase } from '@buurtbalans/testing';
import { type Database, readJournal, readTrajectory, verifyJournal } from '@buurtbalans/database';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CommandResult, executeCommand } from './execute-command.ts';
import { fireDueTimers } from '../timers/fire-timers.ts';

const test = useDatabase();

interface Sent {
  readonly commandId: string;
  readonly command: object;
  readonly actor: Actor;
  readonly answer: CommandResult;
}

/** One trajectory on the real database, and all that was ever acknowledged about it. */
class Real {
  readonly id = randomUUID();
  readonly sent: Sent[] = [];
  readonly db: Database;

  constructor(on: Database) {
    this.db = on;
  }

  async send(
    wanted: object,
    actor: Actor,
    commandId: string = randomUUID(),
    expectedVersion?: number,
  ): Promise<CommandResult> {
    // ids of sessions are known in every trajectory: each needs its own
    const command =
      'type' in wanted && wanted.type === 'PlanSession'
        ? {
            ...wanted,
            sessionId: this.id.slice(0, 24) + (wanted as unknown as { sessionId: string }).sessionId.slice(24),
          }
        : wanted;
    const answer = await executeCommand(this.db, { trajectoryId: this.id, commandId, command, actor, expectedVersion });
    if (answer.kind !== 'stale') this.sent.push({ commandId, command, actor, answer });
    return answer;
  }

  /** Begins, without waiting for turns. */
  async beginOn(calm: Database): Promise<this> {
    const begun = new Real(calm);
    Object.assign(begun, { id: this.id, sent: this.sent });
    await begun.begin();
    return this;
  }

  async begin(): Promise<this> {
    const create = {
      type: 'CreateTrajectory',
      name: 'Model',
      districtCode: 'SD0363F',
      templateId: defaultTemplate.id,
      templateVersion: defaultTemplate.version,
    };
    await this.send(create, MANAGER);
    await this.send({ type: 'Appoint', accountId: FACILITATOR.accountId, role: 'facilitator' }, MANAGER);
    return this;
  }

  async state(): Promise<TrajectoryState> {
    return (await readTrajectory(test.db, this.id))!.state;
  }

  /** Everything of it that is stored, as counts and contents that a refusal must not touch. */
  async stored(): Promise<string> {
    const { rows } = await test.db.pool.query(
      `select (select state::text || head::text from trajectory where id = $1) as state,
              (select string_agg(t::text, ';' order by key) from timer t where trajectory_id = $1) as timers,
              (select string_agg(o::text, ';' order by id) from outbox o where payload->>'trajectoryId' = $1::text) as outbox,
              (select count(*) from journal where trajectory_id = $1) as journal`,
      [this.id],
    );
    return JSON.stringify(rows[0]);
  }
}

/** What has to hold after every step. */
async function invariants(real: Real): Promise<void> {
  const [state, journal] = [await real.state(), await readJournal(test.db, real.id)];
  expect(JSON.parse(JSON.stringify(fold(journal)))).toEqual(state);
  expect(journal.map((entry) => entry.seq)).toEqual(Array.from({ length: state.version }, (_, index) => index + 1));
  const byCommand = Map.groupBy(journal, (entry) => entry.commandId);
  for (const { commandId, answer } of real.sent) {
    // acknowledged is journaled for ever, once, at the positions that the answer names
    if (answer.kind === 'accepted')
      expect((byCommand.get(commandId) ?? []).map((entry) => entry.seq)).toEqual(answer.seqs);
    else expect(byCommand.has(commandId)).toBe(false);
  }
  const { rows: timers } = await test.db.pool.query<{ key: string; due_at: Date; set_seq: number }>(
    `select key, due_at, set_seq from timer where trajectory_id = $1 and status = 'set'`,
    [real.id],
  );
  expect(
    Object.fromEntries(
      timers.map((timer) => [timer.key, { dueAt: timer.due_at.toISOString(), setSeq: timer.set_seq }]),
    ),
  ).toEqual(state.timers);
  const { rows: outbox } = await test.db.pool.query<{ dedupe_key: string }>(
    `select dedupe_key from outbox where payload->>'trajectoryId' = $1`,
    [real.id],
  );
  const asked = effectsOf(journal, real.id).sort();
  expect(outbox.map((row) => row.dedupe_key).sort()).toEqual(asked);
  const { rows: open } = await test.db.pool.query<{ effect_key: string }>(
    `select effect_key from open_effect where payload->>'trajectoryId' = $1`,
    [real.id],
  );
  expect(open.map((row) => row.effect_key).sort()).toEqual(asked);
}

/** The effects that a journal asks for, by their keys. */
function effectsOf(journal: readonly TrajectoryEvent[], id: string): string[] {
  return journal.flatMap((entry) => {
    if (entry.type === 'ReportRequested') return [`report-${entry.data.reportId}.${id}`];
    if (entry.type === 'SessionInvited' || entry.type === 'InvitationWithdrawn')
      return [`invitation.${entry.data.sessionId}.${entry.data.number}.${id}`];
    if (entry.type === 'ReportShared') return [`share.${entry.data.linkId}.${id}`];
    return entry.type === 'TimerFired' ? [`reminder.${entry.data.key}.${entry.data.setSeq}.${id}`] : [];
  });
}

type Model = Record<never, never>;
abstract class Step implements fc.AsyncCommand<Model, Real> {
  check(): boolean {
    return true;
  }
  async run(_model: Model, real: Real): Promise<void> {
    const before = real.sent.length;
    const stored = await real.stored();
    await this.act(real);
    const refused = real.sent.slice(before).every(({ answer }) => answer.kind === 'refused');
    if (refused && !(this instanceof Sweep)) expect(await real.stored()).toBe(stored);
    await invariants(real);
  }
  abstract act(real: Real): Promise<unknown>;
}

class Send extends Step {
  readonly type: CommandType;
  readonly number: number;
  constructor(type: CommandType, number: number) {
    super();
    this.type = type;
    this.number = number;
  }
  async act(real: Real): Promise<void> {
    await real.send(
      commandAt(this.type, await real.state(), defaultTemplate, this.number),
      senderOf(this.type, this.number),
    );
  }
  override toString(): string {
    return `Send(${this.type}, ${this.number})`;
  }
}

class Onwards extends Step {
  async act(real: Real): Promise<void> {
    const command = towards(await real.state(), defaultTemplate, new Date().toISOString());
    if (command) await real.send(command, command.type === 'Appoint' ? MANAGER : FACILITATOR);
  }
  override toString(): string {
    return 'Onwards';
  }
}

/** Sends something again, several at once: every answer is the first one, and nothing is stored. */
class Again extends Step {
  readonly number: number;
  constructor(number: number) {
    super();
    this.number = number;
  }
  async act(real: Real): Promise<void> {
    const { commandId, command, actor, answer } = real.sent[this.number % real.sent.length]!;
    const stored = await real.stored();
    const answers = await Promise.all(
      [1, 2, 3].map(() => executeCommand(test.db, { trajectoryId: real.id, commandId, command, actor })),
    );
    for (const repeat of answers) expect(repeat).toEqual({ ...answer, repeated: true });
    expect(await real.stored()).toBe(stored);
  }
  override toString(): string {
    return `Again(${this.number})`;
  }
}

class Stale extends Step {
  async act(real: Real): Promise<void> {
    const { version } = await real.state();
    const stored = await real.stored();
    expect(await real.send({ type: 'Pause', reason: 'te laat' }, FACILITATOR, randomUUID(), version - 1)).toMatchObject(
      { kind: 'stale', currentVersion: version, since: [{ seq: version }] },
    );
    expect(await real.stored()).toBe(stored);
  }
  override toString(): string {
    return 'Stale';
  }
}

/** Makes a timer due within moments, and sweeps with two engines before and after. */
class Sweep extends Step {
  readonly number: number;
  constructor(number: number) {
    super();
    this.number = number;
  }
  async act(real: Real): Promise<void> {
    const { timers, status } = await real.state();
    const key = Object.keys(timers)[this.number % Math.max(1, Object.keys(timers).length)];
    if (!key || status === 'stopped') return;
    const moved = await real.send(
      { type: 'MoveTimer', key, dueAt: new Date(Date.now() + 60).toISOString(), reason: 'nu' },
      FACILITATOR,
    );
    if (moved.kind !== 'accepted') return;
    await fireDueTimers(test.db);
    await new Promise((resolve) => setTimeout(resolve, 70));
    await Promise.all([fireDueTimers(test.db), fireDueTimers(test.db)]);
    const fired = (await readJournal(test.db, real.id)).filter(
      (entry) => entry.type === 'TimerFired' && entry.data.setSeq === moved.version,
    );
    expect(fired).toHaveLength(status === 'active' ? 1 : 0);
    for (const entry of fired)
      expect(Date.parse(entry.at)).toBeGreaterThanOrEqual(Date.parse((await dueOf(real.id, moved.version))!));
  }
  override toString(): string {
    return `Sweep(${this.number})`;
  }
}

async function dueOf(id: string, seq: number): Promise<string | undefined> {
  const [entry] = await readJournal(test.db, id, seq - 1, seq);
  return Object.values(entry?.data.timers ?? {})[0] ?? undefined;
}

const steps = fc.commands(
  [
    fc
      .record({ type: fc.constantFrom(...COMMAND_TYPES), number: fc.nat(500) })
      .map(({ type, number }) => new Send(type, number)),
    fc.constant(new Onwards()),
    fc.constant(new Onwards()),
    fc.constant(new Onwards()),
    fc.nat(100).map((number) => new Again(number)),
    fc.constant(new Stale()),
    fc.nat(100).map((number) => new Sweep(number)),
  ],
  { maxCommands: 60, size: 'max' },
);

/** A database whose every statement waits for its turn, as the scheduler deals the turns. */
function scheduled(scheduler: fc.Scheduler): Database {
  const pool = new Proxy(test.db.pool, {
    get: (target, name) =>
      name === 'query'
        ? (...args: unknown[]) =>
            scheduler
              .schedule(Promise.resolve(), 'statement')
              .then(() => (target.query as (...all: unknown[]) => Promise<unknown>)(...args))
        : Reflect.get(target, name),
  });
  return { ...test.db, pool };
}

describe('the engine on PostgreSQL, by random walks', () => {
  it('[E11] [T30] after every step the fold is the state, and timers, outbox and receipts fit the journal', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (commands) => {
        const real = await new Real(test.db).begin();
        await fc.asyncModelRun(() => ({ model: {}, real }), commands);
        expect((await verifyJournal(test.db, real.id))!.fault).toBeNull();
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('[E12] whatever the order of their statements, commands at once are each applied once, and those about other trajectories do not meet', async () => {
    const plan = fc.array(
      fc.record({
        type: fc.constantFrom<CommandType>(
          'ChooseIndicator',
          'WriteQuestion',
          'Pause',
          'Resume',
          'OpenGap',
          'PlanSession',
          'RequestReport',
          'AdvancePhase',
        ),
        number: fc.nat(500),
      }),
      { minLength: 2, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), plan, plan, async (scheduler, first, second) => {
        const [one, other] = [
          await new Real(scheduled(scheduler)).beginOn(test.db),
          await new Real(scheduled(scheduler)).beginOn(test.db),
        ];
        const ids = new Map<object, string>();
        const send = (real: Real, step: { type: CommandType; number: number }, state: TrajectoryState) => {
          const commandId = ids.get(step) ?? randomUUID();
          ids.set(step, commandId);
          return real.send(commandAt(step.type, state, defaultTemplate, step.number), FACILITATOR, commandId);
        };
        const [before, beforeOther] = [await one.state(), await other.state()];
        // everything twice, as a phone with a bad connection sends it
        const all = Promise.all(
          [...first, ...first]
            .map((step) => send(one, step, before))
            .concat(second.map((step) => send(other, step, beforeOther))),
        );
        await scheduler.waitFor(all);
        for (const real of [one, other]) {
          expect((await verifyJournal(test.db, real.id))!.fault).toBeNull();
          await invariants(real);
        }
        for (const step of first) {
          const answers = one.sent
            .filter(({ commandId }) => commandId === ids.get(step))
            .map(({ answer }) => ({ ...answer, repeated: null }));
          for (const answer of answers) expect(answer).toEqual(answers[0]);
        }
      }),
      { numRuns: 25 },
    );
  }, 120_000);

  it('[E13] the two lanes join once, in whichever order their last sessions close, however many press next', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.shuffledSubarray(['professional', 'resident'], { minLength: 2 }),
        async (scheduler, order) => {
          const real = await new Real(scheduled(scheduler)).beginOn(test.db);
          const calm = new Real(test.db);
          Object.assign(calm, { id: real.id });
          for (let limit = 60; ; limit -= 1) {
            if (limit === 0) throw new Error('the last session was not reached');
            const state = await calm.state();
            const open = Object.entries(state.sessions).filter(([, session]) => session.status === 'open');
            const closed = Object.values(state.sessions).filter(
              (session) => session.status === 'closed' && session.lane === 'professional',
            ).length;
            if (closed === 3 && open.length === 1) break;
            await calm.send(towards(state, defaultTemplate, new Date().toISOString())!, FACILITATOR);
          }
          await calm.send(
            {
              type: 'PlanSession',
              sessionId: randomUUID(),
              lane: 'resident',
              title: 'Avond',
              plannedFor: inDays(60),
              phases: ['exchange'],
            },
            FACILITATOR,
          );
          const planned = Object.entries((await calm.state()).sessions).find(
            ([, session]) => session.status === 'planned',
          )!;
          await calm.send({ type: 'OpenSession', sessionId: planned[0] }, FACILITATOR);
          const { sessions } = await calm.state();
          const openIn = (lane: string) =>
            Object.keys(sessions).find((id) => sessions[id]!.lane === lane && sessions[id]!.status === 'open')!;
          const closing = order.map((lane) =>
            real.send({ type: 'CloseSession', sessionId: openIn(lane) }, FACILITATOR),
          );
          const next = () => real.send({ type: 'AdvancePhase', from: 'exchange' }, FACILITATOR);
          await scheduler.waitFor(Promise.all([next(), ...closing, next(), next()]));
          await calm.send({ type: 'AdvancePhase', from: 'exchange' }, FACILITATOR);
          const advanced = (await readJournal(test.db, real.id)).filter(
            (entry) => entry.type === 'PhaseAdvanced' && entry.data.from === 'exchange',
          );
          expect(advanced).toHaveLength(1);
          expect((await real.state()).phase).toBe('analysis');
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});
