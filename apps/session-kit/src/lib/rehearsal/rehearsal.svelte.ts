import { ApiError, type LiveMessage, problemOf } from '@buurtbalans/contracts';
import {
  type Audience,
  changeOf,
  decideLive,
  emptyLive,
  evolveLive,
  FIST_TO_FIVE,
  isBeforeRoom,
  itemsOf,
  type LiveCaller,
  type LiveCommand,
  type LiveCommandInput,
  liveCommandSchemas,
  type LiveState,
  type Projection,
  projectLive,
  type Step,
  stepOf,
} from '@buurtbalans/domain';
import type { LightClient } from '#lib/api/light-client.ts';
import { newId } from '#lib/api/new-id.ts';
import { LiveSession } from '#lib/line/live-session.svelte.ts';
import { apiLanguage } from '#lib/texts/language.ts';
import type { SessionFacts } from '#lib/console/facilitation.svelte.ts';
import { madeUpInputs, type MadeUpTexts } from './made-up.ts';

/** The name under which a rehearsal is known in this tab; no session has it. */
export const REHEARSAL = 'rehearsal';

interface Screen {
  readonly live: LiveSession;
  readonly audience: Audience;
  shown: Projection;
}

/**
 * A whole session in this browser: the same rules, the same projections, and nobody but made-up people. Nothing is sent
 * and nothing is kept; when the page is closed it is gone.
 */
export class Rehearsal {
  readonly facilitator: LiveSession;
  readonly projector: LiveSession;
  readonly phone: LiveSession;
  /** The way to this session for a phone in it. */
  readonly phoneApi: LightClient;

  readonly #facts: SessionFacts;
  readonly #texts: MadeUpTexts;
  readonly #screens: Screen[];
  #state: LiveState;
  #seed = 1;

  constructor(facts: SessionFacts, texts: MadeUpTexts, steps: readonly Step[], showOrganisations: boolean) {
    this.#facts = facts;
    this.#texts = texts;
    const empty = emptyLive(facts.lane, steps);
    this.#state = {
      ...empty,
      script: { ...empty.script, showOrganisations: facts.lane === 'professional' && showOrganisations },
    };
    this.phoneApi = this.#apiOf(this.#callerOf('phone', this.#organisationOf(0)));
    const staff = this.#apiOf({ role: 'facilitator', organisationId: null, voter: (scope) => `staff:${scope}` });
    const live = (audience: Audience, api: LightClient) => new LiveSession({ api, sessionId: REHEARSAL, audience });
    this.facilitator = live('facilitator', staff);
    this.projector = live('projector', staff);
    this.phone = live('participant', this.phoneApi);
    this.#screens = [
      { live: this.facilitator, audience: 'facilitator', shown: new Map() },
      { live: this.projector, audience: 'projector', shown: new Map() },
      { live: this.phone, audience: 'participant', shown: new Map() },
    ];
    for (const screen of this.#screens) screen.live.connection = 'live';
    this.#tell(true);
  }

  /** Lets this many made-up people join. */
  arrive(people: number): void {
    for (let person = 0; person < people; person += 1) this.#run({ type: 'Arrive' }, this.#person(person));
    this.#tell();
  }

  /** Lets this many made-up people do what the running step asks. */
  letPeopleAct(people: number): void {
    const step = stepOf(this.#state, this.#state.stepId);
    if (step) this.#act(step, people);
  }

  /** Lets one made-up person send something for the step before, which is over. */
  letSomebodyBeLate(): boolean {
    const before = this.#state.begun
      .map((id) => stepOf(this.#state, id))
      .findLast(
        (step) =>
          step &&
          step.id !== this.#state.stepId &&
          ['silent_writing', 'brainwriting', 'check_in', 'dots', FIST_TO_FIVE, 'evaluation'].includes(step.exercise),
      );
    if (!before) return false;
    this.#act(before, 1, 1_000 + this.#seed);
    return true;
  }

  #act(step: Step, people: number, from = 0): void {
    const cardIds = Object.values(this.#state.cards).flatMap((card) =>
      isBeforeRoom(this.#state, card) ? [card.id] : [],
    );
    const room = { step, items: itemsOf(this.#state, step), cardIds, area: this.#facts.area };
    this.#seed += 1;
    for (const { person, command } of madeUpInputs(room, this.#texts, people, this.#seed))
      this.#run(command, this.#person(from + person));
    this.#tell();
  }

  #organisationOf(person: number): string | null {
    const { lane, organisations } = this.#facts;
    return lane === 'professional' && organisations.length > 0
      ? organisations[person % organisations.length]!.id
      : null;
  }

  #callerOf(name: string, organisationId: string | null): LiveCaller {
    return { role: 'participant', organisationId, voter: (scope) => `${name}:${scope}` };
  }

  #person = (person: number): LiveCaller => this.#callerOf(`made-up-${person}`, this.#organisationOf(person + 1));

  /** Decides a command as the engine does; the refusal's code when it is refused. */
  #run(input: LiveCommandInput, caller: LiveCaller, commandId = newId()) {
    const command = liveCommandSchemas[input.type].parse(input) as LiveCommand;
    const decision = decideLive(command, this.#state, {
      now: new Date().toISOString(),
      status: 'open',
      caller,
      commandId,
      suspect: false,
      invented: true,
      committed: null,
    });
    if (decision.kind === 'accepted')
      for (const event of decision.events) this.#state = evolveLive(this.#state, event, this.#state.seq + 1);
    return decision;
  }

  #tell(whole = false): void {
    const now = new Date().toISOString();
    for (const screen of this.#screens) {
      const after = projectLive(this.#state, 'open', screen.audience);
      const change = changeOf(screen.shown, after);
      screen.shown = after;
      screen.live.take({
        seq: this.#state.seq,
        now,
        whole,
        set: change.set as LiveMessage['set'],
        gone: [...change.gone],
      });
    }
  }

  #apiOf(caller: LiveCaller): LightClient {
    const call = async (
      id: string,
      input: { body?: { commandId: string; command: LiveCommandInput } },
    ): Promise<unknown> => {
      if (id !== 'sendLive' || !input.body) return { items: [] };
      const decision = this.#run(input.body.command, caller, input.body.commandId);
      if (decision.kind === 'refused') throw new ApiError(problemOf(decision.code, apiLanguage()));
      this.#tell();
      return { seq: this.#state.seq, kept: decision.kept };
    };
    return { call, url: () => '' } as unknown as LightClient;
  }
}
