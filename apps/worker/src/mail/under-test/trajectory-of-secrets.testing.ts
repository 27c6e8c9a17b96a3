import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Database, saveOrganisation } from '@buurtbalans/database';
import type { Lane } from '@buurtbalans/domain';
import { dayIn, LiveDriver, StoredTrajectoryDriver } from '@buurtbalans/testing';
import { fireDueTimers } from '@buurtbalans/workflow';

/** Payload of a job of `reminders.send`. */
export interface ReminderJob {
  readonly trajectoryId: string;
  readonly key: string;
  readonly setSeq: number;
}

/** The last day of {@link TrajectoryOfSecrets.overdueGap}. */
export const OVERDUE_SINCE = dayIn(-30);
const PLACE = { lng: 4.825, lat: 52.375 };

/** A trajectory in which every text that anybody writes holds `secret`; its name and one organisation's are public. For tests. */
export class TrajectoryOfSecrets {
  readonly driver: StoredTrajectoryDriver;
  readonly organisationId = randomUUID();
  readonly #db: Database;
  readonly #secret: string;
  #texts = 0;

  constructor(db: Database, secret: string, people: { facilitatorId: string; managerId: string }) {
    this.#db = db;
    this.#secret = secret;
    this.driver = new StoredTrajectoryDriver(db, people);
  }

  get id(): string {
    return this.driver.id;
  }

  text(): string {
    this.#texts += 1;
    return `${this.#secret} ${this.#texts}`;
  }

  /** Goes on to the exchange, where sessions, gaps and sharing commitments are. */
  async exchange(name: string): Promise<this> {
    const { driver } = this;
    await driver.begin(name);
    const square = [
      [
        [4.82, 52.37],
        [4.83, 52.37],
        [4.83, 52.38],
        [4.82, 52.38],
        [4.82, 52.37],
      ],
    ] as [number, number][][];
    await driver.do({
      type: 'SetArea',
      name: this.text(),
      codes: ['BU0363FA01'],
      geometry: { type: 'Polygon', coordinates: square },
      drawn: false,
    });
    await driver.do({ type: 'WriteQuestion', text: this.text() });
    for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance'] as const) {
      await driver.do({
        type: 'ChooseIndicator',
        indicatorId: `${theme}.one`,
        theme,
        year: new Date().getUTCFullYear() - 1,
      });
      await driver.do({ type: 'CommentOnIndicator', indicatorId: `${theme}.one`, text: this.text() });
    }
    await driver.do({ type: 'SignOffIntake' });
    await driver.do({ type: 'AdvancePhase', from: 'intake' });
    const other = randomUUID();
    for (const [organisationId, organisation] of [
      [this.organisationId, 'Politie'],
      [other, this.text()],
    ] as const) {
      // names are unique in the register; the trajectory keeps its own
      await saveOrganisation(this.#db, {
        id: organisationId,
        name: `${organisation} ${organisationId}`,
        type: 'police',
      });
      await driver.do({
        type: 'AddOrganisation',
        organisationId,
        name: organisation,
        organisationType: 'police',
        ring: 'core',
      });
      await driver.do({
        type: 'SignCommitment',
        organisationId,
        data: this.text(),
        purpose: this.text(),
        until: organisationId === other ? dayIn(365) : dayIn(5),
      });
    }
    return this;
  }

  /** Plans a session; `shift` is in days. */
  async planned(lane: Lane, shift = 1): Promise<string> {
    const sessionId = randomUUID();
    await this.driver.do({
      type: 'PlanSession',
      sessionId,
      lane,
      title: this.text(),
      question: this.text(),
      plannedFor: `${dayIn(shift)}T18:30:00Z`,
      phases: ['exchange'],
    });
    return sessionId;
  }

  /** Holds a planned session, with contributions. */
  async held(sessionId: string, lane: Lane, cards: number): Promise<void> {
    const { driver, organisationId } = this;
    await driver.do({ type: 'OpenSession', sessionId });
    const live = new LiveDriver(this.#db, { sessionId, trajectoryId: this.id, lane });
    const stepId = await live.writing(driver.facilitator.accountId!);
    for (let n = 0; n < cards; n += 1) {
      const ownerHash = createHash('sha256').update(randomUUID()).digest('hex');
      const cardId = randomUUID();
      const card = {
        type: 'AddCard',
        cardId,
        stepId,
        kind: 'weak_spot',
        theme: 'youth',
        text: this.text(),
        place: { ...PLACE, label: this.text() },
        ownerHash,
      } as const;
      await live.do(card, { participant: `${n}`, ...(lane === 'professional' ? { organisationId } : {}) });
      await driver.do({
        type: 'ReleaseStatement',
        statementId: randomUUID(),
        lane,
        text: this.text(),
        theme: 'youth',
        kind: 'weak_spot',
        place: { ...PLACE, label: this.text() },
        sessionId,
        organisationType: lane === 'resident' ? null : 'police',
        contributionIds: [cardId],
        behind: lane === 'resident' ? { residents: 6, atPlace: 6 } : { organisationIds: [organisationId] },
      });
    }
    await driver.do({ type: 'CloseSession', sessionId });
  }

  /** A knowledge gap whose date is over. */
  async overdueGap(): Promise<string> {
    const gapId = randomUUID();
    await this.driver.do({
      type: 'OpenGap',
      gapId,
      question: this.text(),
      ownerOrganisationId: this.organisationId,
      due: OVERDUE_SINCE,
    });
    return gapId;
  }

  /** From the exchange to a completed plan. */
  async complete(cards: number): Promise<this> {
    const { driver, organisationId } = this;
    for (const lane of ['professional', 'professional', 'professional', 'professional', 'resident'] as const)
      await this.held(await this.planned(lane, 10), lane, cards);
    await driver.do({ type: 'AdvancePhase', from: 'exchange' });
    const findingId = randomUUID();
    await driver.do({
      type: 'RecordFinding',
      findingId,
      title: this.text(),
      text: this.text(),
      theme: 'youth',
      place: { ...PLACE, label: this.text() },
      testable: true,
    });
    await driver.do({ type: 'SetEvidence', findingId, statementIds: [], indicatorIds: ['population.one'] });
    await driver.do({ type: 'RecordCheck', findingId, verdict: 'not_testable', note: this.text() });
    await driver.do({ type: 'RecordDissent', dissentId: randomUUID(), organisationId, text: this.text(), findingId });
    await driver.do({ type: 'ApproveSharedPicture', changes: this.text() });
    await driver.do({ type: 'AdvancePhase', from: 'analysis' });
    await driver.do({
      type: 'PlanAction',
      actionId: randomUUID(),
      what: this.text(),
      result: this.text(),
      ownerOrganisationId: organisationId,
      due: dayIn(90),
      findingIds: [findingId],
      indicatorId: null,
    });
    await driver.do({ type: 'ConcludeDissent' });
    await driver.do({ type: 'MakeResidentEdition' });
    await driver.do({ type: 'AdvancePhase', from: 'plan' });
    return this;
  }

  /** Lets a timer be due at once, with a reason. */
  async hurry(key: string): Promise<void> {
    await this.driver.do({
      type: 'MoveTimer',
      key,
      dueAt: new Date(Date.now() + 150).toISOString(),
      reason: this.text(),
    });
    await sleep(200);
  }

  /** Fires what is due and gives the jobs that this trajectory has left in the outbox, which it empties. */
  async fired(): Promise<ReminderJob[]> {
    await fireAll(this.#db);
    const { rows } = await this.#db.pool.query<{ payload: ReminderJob }>(
      `delete from outbox where job = 'reminders.send' and payload->>'trajectoryId' = $1 returning payload`,
      [this.id],
    );
    return rows.map(({ payload }) => payload).sort((one, other) => one.key.localeCompare(other.key));
  }
}

/** Fires everything that is due; a sweep fires one timer of a trajectory at a time. */
export async function fireAll(db: Database): Promise<void> {
  while ((await fireDueTimers(db)) > 0);
}
