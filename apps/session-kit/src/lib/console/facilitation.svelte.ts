import type { OpenPromise, Problem, TrajectoryOrganisation } from '@buurtbalans/contracts';
import type { AreaGeometry, Lane, LiveCommandInput, Step } from '@buurtbalans/domain';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';
import { flowOf } from '#lib/clock/flow.ts';
import { type Known, lateOf, waitingOf } from './step/waiting.ts';

/** So long a change of step can be taken back by one tap; going to any step stays possible ever after. */
export const UNDO_MS = 5_000;
const TICK_MS = 500;

/** What the facilitator's screens know of the session besides what is live. */
export interface SessionFacts {
  /** Null in a rehearsal, which is no session. */
  readonly sessionId: string | null;
  readonly lane: Lane;
  /** ISO 8601. */
  readonly plannedFor: string;
  /** Question of the session, for steps that have none of their own. */
  readonly question: string | null;
  readonly organisations: readonly Pick<TrajectoryOrganisation, 'id' | 'name' | 'type'>[];
  readonly area: AreaGeometry | null;
  readonly districtCode: string;
  /** Codes of the neighbourhoods of the area. */
  readonly areaCodes: readonly string[];
  /** Metres to which places are kept. */
  readonly grainMetres: number;
  /** Promises of earlier sessions that are still open. */
  readonly openPromises: () => Promise<readonly OpenPromise[]>;
}

/** Words that seem to be about a person: nothing was stored, and only the facilitator can tell. */
export interface Doubt {
  readonly problem: Problem;
  readonly answer: (isAboutNobody: boolean) => void;
}

/** A session as its facilitator runs it: what is live, the clock, and everything that the console can do. */
export class Facilitation {
  readonly live: LiveSession;
  /** Why the last command was refused. */
  problem = $state.raw<Problem | null>(null);
  /** What the last command waits for. */
  doubt = $state.raw<Doubt | null>(null);
  /** A colleague went on in the meantime: nothing was done here. */
  wasMoved = $state(false);
  /** Moment of the engine's clock. */
  now = $state(Date.now());

  readonly #facts: () => SessionFacts;
  readonly facts = $derived.by(() => this.#facts());
  readonly room = $derived.by(() => this.live.room);
  readonly step = $derived.by(() => this.live.room?.step ?? null);
  readonly steps = $derived.by((): readonly Step[] => this.live.script?.steps ?? []);
  readonly isOpen = $derived.by(() => this.live.room?.status === 'open');
  readonly flow = $derived.by(() =>
    flowOf(this.steps, this.step?.id ?? null, this.room?.clock ?? null, this.now, Date.parse(this.facts.plannedFor)),
  );
  readonly waiting = $derived.by(() => waitingOf(this.#known()));
  readonly late = $derived.by(() => lateOf(this.#known()));
  /** The step can be taken back by one tap, for a moment. */
  readonly canUndo = $derived.by(() => this.isOpen && this.live.script?.canUndo === true && this.now < this.#undoUntil);

  #undoUntil = $state(0);

  constructor(live: LiveSession, facts: () => SessionFacts) {
    this.live = live;
    this.#facts = facts;
  }

  /** Lets the clock run and watches the step; to be called while a component is made. Gives the function that ends it. */
  begin(): () => void {
    let before: string | null | undefined;
    const timer = setInterval(() => (this.now = Date.now() + this.live.ahead), TICK_MS);
    const stop = $effect.root(() => {
      $effect(() => {
        const { room } = this;
        if (!room) return;
        const stepId = room.step?.id ?? null;
        // whoever made the change: both facilitators may take it back
        if (before !== undefined && before !== stepId) this.#undoUntil = Date.now() + this.live.ahead + UNDO_MS;
        before = stepId;
      });
    });
    return () => {
      clearInterval(timer);
      stop();
    };
  }

  /** Sends a command; true when it came through, perhaps after a question. What a colleague did first is told in a sentence and is no error. */
  do = async (command: LiveCommandInput): Promise<boolean> => {
    // whoever does something else leaves the question open
    this.doubt?.answer(false);
    let problem = await this.live.send(command);
    if (problem?.code === 'CONTRIBUTION.PERSONAL') {
      if (!(await this.#isAboutNobody(problem))) return false;
      problem = await this.live.send({ ...command, confirmedNotPersonal: true } as LiveCommandInput);
    }
    this.wasMoved = problem?.code === 'LIVE.STEP_MOVED';
    this.problem = this.wasMoved ? null : problem;
    return problem === null;
  };

  goTo(stepId: string): Promise<boolean> {
    return this.do({ type: 'GoToStep', stepId, expectedStep: this.step?.id ?? null });
  }

  async next(): Promise<void> {
    if (this.isOpen && this.flow.next) await this.goTo(this.flow.next.id);
  }

  async undo(): Promise<void> {
    if (!this.step) return;
    this.#undoUntil = 0;
    await this.do({ type: 'UndoStep', expectedStep: this.step.id });
    this.#undoUntil = 0;
  }

  async setClock(action: 'start' | 'pause' | 'add', minutes = 0): Promise<void> {
    if (this.step) await this.do({ type: 'SetClock', expectedStep: this.step.id, action, minutes });
  }

  /** Starts the clock that stands still, or lets it stand still. */
  async toggleClock(): Promise<void> {
    if (this.room?.clock) await this.setClock(this.room.clock.endsAt === null ? 'start' : 'pause');
  }

  /** Shows what was hidden in the running step, or hides it again. */
  async toggleReveal(): Promise<void> {
    if (this.step?.hidden) await this.do({ type: 'Reveal', stepId: this.step.id, on: this.room?.isHidden === true });
  }

  /** Name of an organisation of the alliance; empty for residents and for who left it. */
  organisationName = (id: string | null): string =>
    this.facts.organisations.find((organisation) => organisation.id === id)?.name ?? '';

  #isAboutNobody(problem: Problem): Promise<boolean> {
    this.problem = null;
    return new Promise((resolve) => {
      const answer = (isAboutNobody: boolean): void => {
        this.doubt = null;
        resolve(isAboutNobody);
      };
      this.doubt = { problem, answer };
    });
  }

  #known(): Known {
    const { cards, notes, late } = this.live;
    return { cards, notes, late, steps: this.steps, step: (stepId) => this.live.step(stepId) };
  }
}
