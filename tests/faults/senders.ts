import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { indicators } from '@buurtbalans/figures';
import { inDays } from '@buurtbalans/testing/drivers';
import type { Cluster } from './cluster.ts';

/** A trajectory under fire, with what the senders made in it. */
export interface Target {
  readonly id: string;
  readonly sessions: string[];
  readonly reports: string[];
  version: number;
}

/** What an engine answered for good. */
export interface Acknowledged {
  readonly trajectoryId: string;
  readonly commandId: string;
  readonly status: number;
  readonly seqs: readonly number[];
  readonly code: string;
}

const TRIES = 400;

/** Sends commands until told to stop; each is repeated under its id until an engine has answered. */
export class Senders {
  readonly acknowledged: Acknowledged[] = [];
  /** Commands whose answers differed between two deliveries. */
  readonly different: string[] = [];
  sent = 0;
  /** Moment of the last answer, and the longest silence since the last fault, in milliseconds. */
  lastAt = Date.now();
  silence = 0;
  #stopped = false;
  readonly #cluster: Cluster;
  readonly #cookie: string;
  readonly #targets: readonly Target[];
  readonly #random: () => number;

  constructor(cluster: Cluster, cookie: string, targets: readonly Target[], random: () => number) {
    this.#cluster = cluster;
    this.#cookie = cookie;
    this.#targets = targets;
    this.#random = random;
  }

  stop(): void {
    this.#stopped = true;
  }

  async run(concurrency: number, atLeast: number): Promise<void> {
    await Promise.all(
      Array.from({ length: concurrency }, async () => {
        while (!this.#stopped || this.sent < atLeast) await this.one();
      }),
    );
  }

  /** A fault strikes now: silences count from here. */
  struck(): void {
    this.silence = 0;
    this.lastAt = Date.now();
  }

  private heard(): void {
    const now = Date.now();
    this.silence = Math.max(this.silence, now - this.lastAt);
    this.lastAt = now;
  }

  private async one(): Promise<void> {
    this.sent += 1;
    const target = this.#targets[Math.floor(this.#random() * this.#targets.length)]!;
    const command = this.command(target);
    const commandId = randomUUID();
    const body = { commandId, command, ...(this.#random() < 0.1 ? { expectedVersion: target.version } : {}) };
    // a tenth goes to both engines at once, as from a phone that lost patience
    const deliveries = this.#random() < 0.1 ? [0, 1] : [Math.floor(this.#random() * 2)];
    const answers = await Promise.all(deliveries.map((engine) => this.deliver(target, body, engine)));
    const [first, second] = answers;
    if (
      second &&
      JSON.stringify(first) !== JSON.stringify(second) &&
      first!.code !== 'TRAJECTORY.STALE' &&
      second.code !== 'TRAJECTORY.STALE'
    )
      this.different.push(commandId);
    this.acknowledged.push(...answers.filter(({ code }) => code !== 'TRAJECTORY.STALE').slice(0, 1));
  }

  private async deliver(target: Target, body: object & { commandId: string }, engine: number): Promise<Acknowledged> {
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const address = this.#cluster.engines[(engine + attempt) % this.#cluster.engines.length]!;
      const answer = await this.post(`${address}/trajectories/${target.id}/commands`, body);
      if (answer && answer.status < 500) {
        this.heard();
        const seqs = (answer.body.seqs ?? []) as number[];
        target.version = Math.max(target.version, Number(answer.body.version ?? 0));
        return {
          trajectoryId: target.id,
          commandId: body.commandId,
          status: answer.status,
          seqs,
          code: String(answer.body.code ?? ''),
        };
      }
      await sleep(40 + 10 * Math.min(attempt, 20));
    }
    throw new Error(`command ${body.commandId} was never answered`);
  }

  private async post(
    url: string,
    body: object,
  ): Promise<{ status: number; body: Record<string, unknown> } | undefined> {
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', cookie: this.#cookie },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(6_000),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    } catch {
      return undefined;
    }
  }

  private command(target: Target): object {
    const number = Math.floor(this.#random() * 1_000);
    const { id: indicatorId, theme } = indicators[number % indicators.length]!;
    const soon = () => new Date(Date.now() + 1_000 + this.#random() * 3_000).toISOString();
    const session = target.sessions[number % Math.max(1, target.sessions.length)];
    const dice = this.#random();
    if (dice < 0.25) return { type: 'ChooseIndicator', indicatorId, theme, year: new Date().getUTCFullYear() - 1 };
    if (dice < 0.35) return { type: 'WriteQuestion', text: `Vraag ${number}` };
    if (dice < 0.5 && session) return { type: 'MoveSession', sessionId: session, plannedFor: inDays(400 + number) };
    if (dice < 0.58) {
      const sessionId = randomUUID();
      if (target.sessions.length < 30) target.sessions.push(sessionId);
      return {
        type: 'PlanSession',
        sessionId,
        lane: 'resident',
        title: 'Avond',
        plannedFor: inDays(400),
        phases: ['exchange'],
      };
    }
    if (dice < 0.7)
      return {
        type: 'MoveTimer',
        key: number % 2 || !session ? 'phase-overdue' : `session-reminder.${session}`,
        dueAt: soon(),
        reason: 'onder vuur',
      };
    if (dice < 0.74)
      return {
        type: 'CancelTimer',
        key: session ? `session-reminder.${session}` : 'phase-overdue',
        reason: 'onder vuur',
      };
    if (dice < 0.75) {
      const reportId = randomUUID();
      target.reports.push(reportId);
      return {
        type: 'RequestReport',
        reportId,
        document: 'profile',
        format: 'html',
        language: number % 2 ? 'nl' : 'en',
      };
    }
    // the last one may be in the making, and its result on its way
    if (dice < 0.755 && target.reports.length > 0) return { type: 'CancelReport', reportId: target.reports.at(-1) };
    if (dice < 0.78) return { type: 'Pause', reason: 'even niet' };
    if (dice < 0.84) return { type: 'Resume' };
    // a good part is refused: refusals have to be as durable as the rest
    return dice < 0.92 ? { type: 'AdvancePhase', from: 'intake' } : { type: 'SignOffIntake' };
  }
}
