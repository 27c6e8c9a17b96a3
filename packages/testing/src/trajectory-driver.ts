import { randomUUID } from 'node:crypto';
import type { Actor, CommandInput } from '@buurtbalans/domain';
import type { Database } from '@buurtbalans/database';
import { type CommandResult, executeCommand } from '@buurtbalans/workflow';
import { dayIn, inDays } from './days.ts';

/** A trajectory in a real database, driven by commands; for tests. */
export class StoredTrajectoryDriver {
  readonly id: string;
  readonly facilitator: Actor;
  readonly manager: Actor;
  readonly #db: Database;

  constructor(db: Database, people: { id?: string; facilitatorId: string; managerId: string }) {
    this.#db = db;
    this.id = people.id ?? randomUUID();
    this.facilitator = { role: 'facilitator', accountId: people.facilitatorId };
    this.manager = { role: 'programme_manager', accountId: people.managerId };
  }

  /** Gives a command and gives its answer, whatever it is. */
  async try(
    command: CommandInput | Record<string, unknown>,
    actor: Actor = this.facilitator,
    commandId: string = randomUUID(),
  ): Promise<CommandResult> {
    return executeCommand(this.#db, { trajectoryId: this.id, commandId, command, actor });
  }

  /** Gives a command that has to be accepted; `commandId` makes a second run harmless. */
  async do(command: CommandInput, actor: Actor = this.facilitator, commandId: string = randomUUID()): Promise<number> {
    const result = await this.try(command, actor, commandId);
    if (result.kind !== 'accepted') throw new Error(`${command.type} was not accepted: ${JSON.stringify(result)}`);
    return result.version;
  }

  /** Creates the trajectory, appoints its facilitator and opens the intake. */
  async begin(name: string, options: { districtCode?: string; invented?: boolean } = {}): Promise<this> {
    const create = {
      type: 'CreateTrajectory',
      name,
      districtCode: options.districtCode ?? 'SD0363F',
      templateId: 'buurtbalans-amsterdam',
      templateVersion: 1,
      invented: options.invented ?? false,
    } as const;
    await this.do(create, this.manager);
    await this.do({ type: 'Appoint', accountId: this.facilitator.accountId!, role: 'facilitator' }, this.manager);
    await this.do({ type: 'AdvancePhase', from: 'preparation' });
    return this;
  }

  /** Plans a session and gives its id. */
  async planned(lane: 'professional' | 'resident'): Promise<string> {
    const sessionId = randomUUID();
    await this.do({
      type: 'PlanSession',
      sessionId,
      lane,
      title: 'Sessie',
      plannedFor: inDays(30),
      phases: ['exchange'],
    });
    return sessionId;
  }

  /** Fills the intake and goes on to the exchange, with one organisation that has a sharing commitment. */
  async exchange(organisationId: string): Promise<this> {
    const square = [
      [
        [4.82, 52.37],
        [4.83, 52.37],
        [4.83, 52.38],
        [4.82, 52.38],
        [4.82, 52.37],
      ],
    ] as [number, number][][];
    await this.do({
      type: 'SetArea',
      name: 'Vierkant',
      codes: ['BU0363FA01'],
      geometry: { type: 'Polygon', coordinates: square },
      drawn: false,
    });
    await this.do({ type: 'WriteQuestion', text: 'Hoe houden we het plein prettig?' });
    for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance'] as const) {
      await this.do({
        type: 'ChooseIndicator',
        indicatorId: `${theme}.one`,
        theme,
        year: new Date().getUTCFullYear() - 1,
      });
    }
    await this.do({ type: 'SignOffIntake' });
    await this.do({ type: 'AdvancePhase', from: 'intake' });
    await this.do({
      type: 'AddOrganisation',
      organisationId,
      name: 'Politie',
      organisationType: 'police',
      ring: 'core',
    });
    await this.do({
      type: 'SignCommitment',
      organisationId,
      data: 'meldingen',
      purpose: 'gedeeld beeld',
      until: dayIn(365),
      words: true,
    });
    return this;
  }

  /** Closes the sessions of the exchange and approves a shared picture with one finding. */
  async approved(): Promise<this> {
    for (const lane of ['professional', 'professional', 'professional', 'professional', 'resident'] as const) {
      const sessionId = await this.planned(lane);
      await this.do({ type: 'OpenSession', sessionId });
      await this.do({ type: 'CloseSession', sessionId });
    }
    await this.do({ type: 'AdvancePhase', from: 'exchange' });
    const findingId = randomUUID();
    await this.do({
      type: 'RecordFinding',
      findingId,
      title: 'Onrust op het plein',
      text: 'Het plein is onrustig in de avond.',
      theme: 'safety_nuisance',
      place: { lng: 4.825, lat: 52.375 },
      testable: false,
    });
    await this.do({ type: 'SetEvidence', findingId, statementIds: [], indicatorIds: ['safety_nuisance.one'] });
    await this.do({ type: 'ApproveSharedPicture', changes: '' });
    return this;
  }
}
