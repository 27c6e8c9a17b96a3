import { randomUUID } from 'node:crypto';
import type { Database, SessionReference } from '@buurtbalans/database';
import { type LiveCommand, type LiveCommandInput, liveCommandSchemas, scriptOf } from '@buurtbalans/domain';
import { executeLive, type LiveAnswer, type LiveCall, readLiveState } from '@buurtbalans/workflow';

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
    return (await this.#together([callOf(command, by, commandId)]))[0]!;
  }

  /** Gives a command that has to be accepted. */
  async do(command: LiveCommandInput, by: LiveSender): Promise<void> {
    await this.doAll([{ command, by }]);
  }

  /** Gives commands together, as an engine takes those that come at the same time; each has to be accepted. */
  async doAll(given: readonly { readonly command: LiveCommandInput; readonly by: LiveSender }[]): Promise<void> {
    const answers = await this.#together(given.map(({ command, by }) => callOf(command, by, randomUUID())));
    for (const [index, answer] of answers.entries())
      if (answer.kind !== 'accepted')
        throw new Error(`${given[index]!.command.type} was not accepted: ${JSON.stringify(answer)}`);
  }

  async #together(calls: readonly LiveCall[]): Promise<LiveAnswer[]> {
    const before = (await readLiveState(this.#db, this.session))!;
    return (await executeLive(this.#db, before, calls)).answers;
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

function callOf(command: LiveCommandInput, by: LiveSender, commandId: string): LiveCall {
  const isFacilitator = 'facilitator' in by;
  const caller = {
    role: isFacilitator ? ('facilitator' as const) : ('participant' as const),
    organisationId: isFacilitator ? null : (by.organisationId ?? null),
    voter: (scope: string) => (isFacilitator ? '' : `${scope}.${by.participant}`),
    ...(isFacilitator ? { accountId: by.facilitator } : {}),
  };
  return { commandId, command: liveCommandSchemas[command.type].parse(command) as LiveCommand, caller, suspect: false };
}
