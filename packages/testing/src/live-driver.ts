import { randomUUID } from 'node:crypto';
import type { Database, SessionReference } from '@buurtbalans/database';
import { type LiveCommand, type LiveCommandInput, liveCommandSchemas, scriptOf } from '@buurtbalans/domain';
import { executeLive, type LiveAnswer, readLiveState } from '@buurtbalans/workflow';

/** Who sends a command to a live session in a test; a participant is named, so that its answers count once. */
export type LiveSender =
  | { readonly facilitator: string }
  | { readonly participant: string; readonly organisationId?: string };

/** A live session in a real database, driven by commands; for tests. */
export class LiveDriver {
  readonly session: SessionReference;
  readonly #db: Database;

  constructor(db: Database, session: SessionReference) {
    this.#db = db;
    this.session = session;
  }

  /** Gives a command and gives its answer, whatever it is. */
  async try(command: LiveCommandInput, by: LiveSender, commandId: string = randomUUID()): Promise<LiveAnswer> {
    const before = (await readLiveState(this.#db, this.session))!;
    const isFacilitator = 'facilitator' in by;
    const caller = {
      role: isFacilitator ? ('facilitator' as const) : ('participant' as const),
      organisationId: isFacilitator ? null : (by.organisationId ?? null),
      voter: (scope: string) => (isFacilitator ? '' : `${scope}.${by.participant}`),
      ...(isFacilitator ? { accountId: by.facilitator } : {}),
    };
    const checked = liveCommandSchemas[command.type].parse(command) as LiveCommand;
    const { answers } = await executeLive(this.#db, before, [{ commandId, command: checked, caller, suspect: false }]);
    return answers[0]!;
  }

  /** Gives a command that has to be accepted. */
  async do(command: LiveCommandInput, by: LiveSender): Promise<void> {
    const answer = await this.try(command, by);
    if (answer.kind !== 'accepted') throw new Error(`${command.type} was not accepted: ${JSON.stringify(answer)}`);
  }

  /** Puts the script of a first session in place, in which the writing hides nothing, and begins that step; gives its id. */
  async writing(facilitator: string): Promise<string> {
    const { state } = (await readLiveState(this.#db, this.session))!;
    const steps = scriptOf('first_session').map((step) =>
      step.exercise === 'silent_writing' ? { ...step, hidden: false } : step,
    );
    const stepId = steps.find(({ exercise }) => exercise === 'silent_writing')!.id;
    await this.do(
      { type: 'SetScript', expectedScript: state.script.version, steps, showOrganisations: true },
      { facilitator },
    );
    await this.do({ type: 'GoToStep', stepId, expectedStep: state.stepId }, { facilitator });
    return stepId;
  }
}
