import type { Actor } from '../people.ts';
import type { MethodTemplate } from '../template/method-template.ts';
import { defaultTemplate } from '../template/templates.ts';
import type { CommandInput } from './trajectory.commands.ts';
import { decide } from './trajectory.decide.ts';
import type { Accepted, Decision, Meta } from './decision.ts';
import type { TrajectoryEvent } from './trajectory.events.ts';
import { evolve } from './trajectory.evolve.ts';
import type { TrajectoryState } from './trajectory-state.ts';

/** A made-up id that is the same in every run. */
export function idOf(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

export const MANAGER: Actor = { role: 'programme_manager', accountId: idOf(900) };
export const FACILITATOR: Actor = { role: 'facilitator', accountId: idOf(901) };
export const ADVISER: Actor = { role: 'research_adviser', accountId: idOf(902) };

const SQUARE = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [4.8, 52.37],
      [4.81, 52.37],
      [4.81, 52.38],
      [4.8, 52.38],
      [4.8, 52.37],
    ] as [number, number][],
  ],
};

/** Drives a trajectory in memory: gives commands, keeps the journal, and folds it. */
export class Given {
  state: TrajectoryState | null = null;
  readonly journal: TrajectoryEvent[] = [];
  last: Decision | undefined;
  now = '2026-03-02T09:00:00.000Z';
  template: MethodTemplate;
  #commands = 0;

  constructor(template: MethodTemplate = defaultTemplate) {
    this.template = template;
  }

  meta(actor: Actor): Meta {
    return { now: this.now, actor, commandId: `command-${this.#commands}` };
  }

  /** Gives a command and gives its decision; `target` is the template that a move names. */
  try(command: CommandInput | unknown, actor: Actor = FACILITATOR, target?: MethodTemplate): Decision {
    this.#commands += 1;
    const meta: Meta = { ...this.meta(actor), target };
    const decision = decide(command, this.state, this.template, meta);
    this.last = decision;
    if (decision.kind === 'accepted') this.#append(decision, meta);
    if (decision.kind === 'accepted' && decision.events.some((event) => event.type === 'TemplateMoved'))
      this.template = target!;
    return decision;
  }

  /** Gives a command that has to be accepted. */
  do(command: CommandInput, actor: Actor = FACILITATOR): Accepted {
    const decision = this.try(command, actor);
    if (decision.kind === 'refused') throw new Error(`${command.type} refused: ${JSON.stringify(decision)}`);
    return decision;
  }

  #append(decision: Accepted, meta: Meta): void {
    for (const event of decision.events) {
      const entry: TrajectoryEvent = {
        ...event,
        seq: this.journal.length + 1,
        at: meta.now,
        actor: meta.actor,
        commandId: meta.commandId,
        templateVersion: this.template.version,
      };
      this.journal.push(entry);
      this.state = evolve(this.state, entry);
    }
  }

  created(): this {
    this.do(
      {
        type: 'CreateTrajectory',
        name: 'Slotermeer',
        districtCode: 'SD0363F',
        templateId: this.template.id,
        templateVersion: this.template.version,
      },
      MANAGER,
    );
    this.do({ type: 'Appoint', accountId: FACILITATOR.accountId!, role: 'facilitator' }, MANAGER);
    this.do({ type: 'Appoint', accountId: ADVISER.accountId!, role: 'research_adviser' }, MANAGER);
    return this;
  }

  intake(): this {
    this.created().do({ type: 'AdvancePhase', from: 'preparation' });
    return this;
  }

  prepareExchange(): this {
    this.intake();
    this.do({ type: 'SetArea', name: 'Slotermeer', codes: ['BU0363FA01'], geometry: SQUARE, drawn: false });
    this.do({ type: 'WriteQuestion', text: 'Hoe houden we het plein prettig?' });
    for (const theme of ['population', 'liveability', 'housing', 'safety_nuisance'] as const) {
      this.do({ type: 'ChooseIndicator', indicatorId: `${theme}.one`, theme, year: 2024 }, ADVISER);
    }
    this.do({ type: 'SignOffIntake' }, ADVISER);
    return this;
  }

  exchange(): this {
    this.prepareExchange().do({ type: 'AdvancePhase', from: 'intake' });
    return this;
  }

  organisation(number = 1): this {
    const organisationId = idOf(100 + number);
    this.do({
      type: 'AddOrganisation',
      organisationId,
      name: `Organisatie ${number}`,
      organisationType: 'police',
      ring: 'core',
    });
    this.do({
      type: 'SignCommitment',
      organisationId,
      data: 'meldingen',
      purpose: 'gedeeld beeld',
      until: '2027-01-01',
      words: true,
    });
    return this;
  }

  planned(number: number, lane: 'professional' | 'resident'): this {
    this.do({
      type: 'PlanSession',
      sessionId: idOf(number),
      lane,
      title: `Sessie ${number}`,
      plannedFor: '2026-04-01T10:00:00+02:00',
      phases: ['exchange'],
    });
    return this;
  }

  held(number: number, lane: 'professional' | 'resident'): this {
    this.planned(number, lane);
    this.do({ type: 'OpenSession', sessionId: idOf(number) });
    this.do({ type: 'CloseSession', sessionId: idOf(number) });
    return this;
  }

  analysis(): this {
    this.exchange().organisation();
    for (const number of [1, 2, 3, 4]) this.held(number, 'professional');
    this.held(10, 'resident').do({ type: 'AdvancePhase', from: 'exchange' });
    return this;
  }

  released(number: number, lane: 'professional' | 'resident'): this {
    this.do({
      type: 'ReleaseStatement',
      statementId: idOf(number),
      lane,
      text: 'Op het plein is het in de avond onrustig.',
      theme: 'safety_nuisance',
      kind: 'weak_spot',
      place: null,
      sessionId: idOf(lane === 'professional' ? 1 : 10),
      organisationType: 'police',
      contributionIds: [idOf(2_900)],
      behind: lane === 'resident' ? { residents: 6, atPlace: 6 } : { organisationIds: [idOf(101)] },
    });
    return this;
  }

  finding(number: number): this {
    this.do({
      type: 'RecordFinding',
      findingId: idOf(number),
      title: 'Onrust op het plein',
      text: 'In de avond.',
      theme: 'safety_nuisance',
      place: null,
      testable: true,
    });
    return this;
  }

  plan(): this {
    this.analysis().released(200, 'resident').released(201, 'professional').finding(300);
    this.do({
      type: 'SetEvidence',
      findingId: idOf(300),
      statementIds: [idOf(200), idOf(201)],
      indicatorIds: ['safety_nuisance.one'],
    });
    this.do({ type: 'RecordCheck', findingId: idOf(300), verdict: 'confirmed', note: '' });
    this.do({ type: 'ApproveSharedPicture', changes: '' });
    this.do({ type: 'AdvancePhase', from: 'analysis' });
    return this;
  }

  completed(): this {
    this.plan();
    this.do({
      type: 'PlanAction',
      actionId: idOf(400),
      what: 'Verlichting',
      result: 'Minder meldingen',
      ownerOrganisationId: idOf(101),
      due: '2026-12-01',
      findingIds: [idOf(300)],
      indicatorId: null,
    });
    this.do({ type: 'ConcludeDissent' });
    this.do({ type: 'MakeResidentEdition' });
    this.do({ type: 'AdvancePhase', from: 'plan' });
    return this;
  }
}

/** Guards, or what else is in the way, of the command that was refused last. */
export const blockedBy = ({ last }: Given): string[] =>
  last?.kind === 'refused' ? last.blocks.map((block) => block.guardId ?? block.code) : [];
