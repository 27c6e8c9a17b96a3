import { createHash, randomBytes } from 'node:crypto';
import { type Database, listBoundaries, type SessionReference } from '@buurtbalans/database';
import {
  type Actor,
  type CommandInput,
  INPUT_OF,
  type Lane,
  liveCommandSchemas,
  type OrganisationType,
  type Theme,
} from '@buurtbalans/domain';
import { innerPoint, unionOf } from '@buurtbalans/geo';
import {
  type CommandResult,
  executeCommand,
  executeLive,
  giveCommand,
  type LiveCall,
  readLiveState,
} from '@buurtbalans/workflow';
import { DEMO_FIGURES } from './demo-figures.ts';
import { demoId } from './demo-ids.ts';
import { demoAccountId, demoOrganisations } from './demo-people.ts';

const actor = (role: Actor['role']): Actor => (role === 'system' ? { role } : { role, accountId: demoAccountId(role) });

/** Commands that the engine adds something to that no story has: figures, and who stands behind what was said. */
const LOOKED_UP: readonly CommandInput['type'][] = ['SetArea', 'ApproveSharedPicture', 'ReleaseStatement'];

/** A contribution of the demonstration: kind, theme, text and number of the neighbourhood it is about. */
export type DemoCard = readonly ['weak_spot' | 'promising_spot' | 'signal', Theme, string, number];

/** What a statement of the demonstration is written from: cards of a session, by their numbers. */
export interface DemoSource {
  readonly lane: Lane;
  readonly session: string;
  readonly cards: readonly number[];
  readonly organisationType: OrganisationType | null;
}

/**
 * Tells the story of one trajectory in commands. Command ids follow from their order, so that a start that was cut off
 * is finished by the next one.
 */
export class DemoTrajectory {
  readonly id: string;
  readonly #db: Database;
  readonly #name: string;
  readonly #places: { lng: number; lat: number; label: string }[] = [];
  #commands = 0;

  constructor(db: Database, name: string) {
    this.#db = db;
    this.#name = name;
    this.id = demoId(`trajectory ${name}`);
  }

  idOf(name: string): string {
    return demoId(`${this.#name} ${name}`);
  }

  place(index: number): { lng: number; lat: number; label: string } {
    return this.#places[index % this.#places.length]!;
  }

  async do(command: CommandInput, role: Actor['role'] = 'facilitator'): Promise<void> {
    const result = await this.try(command, role);
    if (result.kind !== 'accepted')
      throw new Error(`the demonstration's ${command.type} was not accepted: ${JSON.stringify(result)}`);
  }

  private async try(command: CommandInput, role: Actor['role'] = 'facilitator'): Promise<CommandResult> {
    this.#commands += 1;
    const request = { trajectoryId: this.id, commandId: `demo.${this.#commands}`, command, actor: actor(role) };
    // all else that the engine would look up stands in the stories, and takes its time
    return LOOKED_UP.includes(command.type)
      ? giveCommand({ db: this.#db, secret: '' }, request)
      : executeCommand(this.#db, request);
  }

  async begin(districtCode = 'SD0363F'): Promise<void> {
    await this.do(
      {
        type: 'CreateTrajectory',
        name: this.#name,
        districtCode,
        templateId: 'buurtbalans-amsterdam',
        templateVersion: 1,
        invented: true,
      },
      'programme_manager',
    );
    await this.do(
      { type: 'Appoint', accountId: demoAccountId('facilitator'), role: 'facilitator' },
      'programme_manager',
    );
    await this.do(
      { type: 'Appoint', accountId: demoAccountId('research_adviser'), role: 'research_adviser' },
      'programme_manager',
    );
    await this.do({ type: 'AdvancePhase', from: 'preparation' });
  }

  /** Area, question and indicators of the required themes. */
  async fillIntake(
    wijkCode: string,
    question: string,
    figures = DEMO_FIGURES,
    comment = 'Afgerond op vijf door het CBS; de cijfers van de buurten tellen daardoor niet precies op.',
  ): Promise<void> {
    const buurten = (await listBoundaries(this.#db, { level: 'buurt' })).filter((area) => area.parentCode === wijkCode);
    for (const { name, geometry } of buurten) {
      const [lng, lat] = innerPoint(geometry);
      this.#places.push({ lng, lat, label: name });
    }
    await this.do({
      type: 'SetArea',
      name: this.#name,
      codes: buurten.map((area) => area.code),
      geometry: unionOf(buurten.map((area) => area.geometry)),
      drawn: false,
    });
    await this.do({ type: 'WriteQuestion', text: question });
    for (const [indicatorId, theme, year] of figures)
      await this.do({ type: 'ChooseIndicator', indicatorId, theme, year }, 'research_adviser');
    await this.do(
      {
        type: 'CommentOnIndicator',
        indicatorId: 'population.total',
        text: comment,
      },
      'research_adviser',
    );
  }

  /**
   * Goes on to the exchange. False when the method finds the figures too old by now, as it does some years after the
   * data set was made: then the story stays in its intake, where the screen says so.
   */
  async signOff(): Promise<boolean> {
    await this.do({ type: 'SignOffIntake' }, 'research_adviser');
    const result = await this.try({ type: 'AdvancePhase', from: 'intake' });
    if (result.kind === 'accepted') return true;
    if (
      result.kind === 'refused' &&
      result.refusal.code === 'COMMAND.BLOCKED' &&
      result.refusal.blocks.every(({ code }) => code === 'guard.indicatorPerTheme')
    )
      return false;
    throw new Error(`the demonstration could not go on: ${JSON.stringify(result)}`);
  }

  /** Organisations in the alliance; the first ones of the register have signed. */
  async gather(count: number, signed: number): Promise<void> {
    for (const [index, { id, name, type }] of demoOrganisations.slice(0, count).entries()) {
      await this.do({
        type: 'AddOrganisation',
        organisationId: id,
        name,
        organisationType: type,
        ring: index < 4 ? 'core' : 'ring',
      });
      if (index >= signed) continue;
      const until = `${new Date().getUTCFullYear() + 1}-12-31`;
      await this.do({
        type: 'SignCommitment',
        organisationId: id,
        data: 'Eigen ervaringen en aantallen meldingen per straat',
        purpose: 'Het gedeeld beeld van deze buurt',
        until,
        words: true,
      });
    }
  }

  async plan(name: string, lane: Lane, title: string, days: number, question: string): Promise<string> {
    const sessionId = this.idOf(name);
    const plannedFor = new Date(Date.now() + days * 86_400_000);
    plannedFor.setUTCHours(18, 0, 0, 0);
    await this.do({
      type: 'PlanSession',
      sessionId,
      lane,
      title,
      plannedFor: plannedFor.toISOString(),
      phases: ['exchange'],
      question,
    });
    return sessionId;
  }

  /** Holds a session with its contributions. */
  async hold(name: string, lane: Lane, title: string, question: string, cards: readonly DemoCard[]): Promise<string> {
    const sessionId = await this.plan(name, lane, title, 0, question);
    await this.do({ type: 'OpenSession', sessionId });
    await this.write(name, { sessionId, trajectoryId: this.id, lane }, cards);
    await this.do({ type: 'CloseSession', sessionId });
    return sessionId;
  }

  /** Lets made-up participants write their cards in the session's first step for it, and shows them to the room. */
  private async write(name: string, session: SessionReference, cards: readonly DemoCard[]): Promise<void> {
    const live = (await readLiveState(this.#db, session))!;
    const stepId = live.state.script.steps.find(({ exercise }) => INPUT_OF[exercise] === 'cards')!.id;
    const ids = cards.map((_, index) => this.idOf(`${name} ${index}`));
    const byFacilitator = {
      role: 'facilitator',
      organisationId: null,
      accountId: demoAccountId('facilitator'),
      voter: () => '',
    } as const;
    const written = cards.map(([kind, theme, text, at], index): Pick<LiveCall, 'command' | 'caller'> => {
      const organisationId = session.lane === 'professional' ? demoOrganisations[index % 3]!.id : null;
      // nobody holds the secret of a made-up resident, so nobody can withdraw what was made up
      const ownerHash = createHash('sha256').update(randomBytes(32)).digest('hex');
      const command = {
        type: 'AddCard',
        cardId: ids[index]!,
        stepId,
        kind,
        theme,
        text,
        place: this.place(at),
        ownerHash,
      } as const;
      return {
        command: liveCommandSchemas.AddCard.parse(command),
        caller: { role: 'participant', organisationId, voter: (scope: string) => `${scope}.${index}` },
      };
    });
    const calls: Pick<LiveCall, 'command' | 'caller'>[] = [
      { command: { type: 'GoToStep', stepId, expectedStep: null }, caller: byFacilitator },
      ...written,
      { command: { type: 'Reveal', stepId, on: true }, caller: byFacilitator },
      { command: { type: 'ModerateCards', cardIds: ids, to: 'shown' }, caller: byFacilitator },
    ];
    const { answers } = await executeLive(
      this.#db,
      live,
      calls.map((call, index) => ({
        ...call,
        commandId: this.idOf(`${name} command ${index}`),
        suspect: false,
        invented: true,
      })),
    );
    const refused = answers.find(({ kind }) => kind === 'refused');
    if (refused) throw new Error(`the demonstration was refused: ${JSON.stringify(refused)}`);
  }

  /** Releases a statement from cards of a session, by their numbers; who stands behind it the engine counts. */
  async release(
    name: string,
    { lane, session, cards, organisationType }: DemoSource,
    [kind, theme, text, at]: DemoCard,
  ): Promise<string> {
    const statementId = this.idOf(name);
    await this.do({
      type: 'ReleaseStatement',
      statementId,
      lane,
      text,
      theme,
      kind,
      place: this.place(at),
      sessionId: this.idOf(session),
      organisationType,
      contributionIds: cards.map((card) => this.idOf(`${session} ${card}`)),
    });
    return statementId;
  }
}
