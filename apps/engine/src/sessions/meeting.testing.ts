import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { FIST_TO_FIVE, type Lane, type LiveCommandInput, type Step, usualStep } from '@buurtbalans/domain';
import { StoredTrajectoryDriver } from '@buurtbalans/testing';
import { expect } from 'vitest';
import type { EngineUnderTest } from '../engine.testing.ts';
import { follow, type Followed } from './follow-stream.testing.ts';

type Engine = EngineUnderTest;

const options = ['Een', 'Twee', 'Drie', 'Vier'];
const hidden = { hidden: true, items: 'options', options } as const;
/** Every exercise that can hide what is given, hidden. */
export const STEPS: readonly Step[] = (
  ['check_in', 'silent_writing', 'brainwriting', 'dots', 'matrix', 'priorities', FIST_TO_FIVE, 'evaluation'] as const
).map((exercise) => usualStep(exercise.replace('_', '-'), exercise, hidden));
/** What somebody's own answer looks like that is not counted but told: its items are keys, and its parts have these names. */
const RAW = /"option:\d+":|"(dots|scores|order|fingers|useful|sentence|need|recognised)":/;

/** A word that stands nowhere else, and that looks like nobody's name or address. */
const secretWord = (): string =>
  `geheim${[...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('')}`;
const ownerHash = createHash('sha256').update('a secret of one browser').digest('hex');

interface Given {
  readonly stepId: string;
  readonly word: string;
  readonly cardId: string | null;
  isInTime: boolean;
}

/** A meeting whose every answer is kept, so that a secret can be looked for in all of them. */
export class Meeting {
  readonly given: Given[] = [];
  readonly lane: Lane;
  stepId: string | null = null;
  readonly begun = new Set<string>();
  readonly revealed = new Set<string>();
  /** Steps that were before the room at some time; what was sent then may still be under way. */
  readonly wasRevealed = new Set<string>();
  readonly #engine: Engine;
  readonly #trajectory: StoredTrajectoryDriver;
  readonly #sessionId: string;
  readonly #code: string;
  readonly #tokens: readonly string[];
  readonly #streams: readonly Followed[];

  private constructor(
    engine: Engine,
    lane: Lane,
    trajectory: StoredTrajectoryDriver,
    session: { sessionId: string; code: string },
    tokens: readonly string[],
    streams: readonly Followed[],
  ) {
    this.#engine = engine;
    this.lane = lane;
    this.#trajectory = trajectory;
    this.#sessionId = session.sessionId;
    this.#code = session.code;
    this.#tokens = tokens;
    this.#streams = streams;
  }

  /** Opens a session with every step that can hide, joins it twice, and follows it as everybody who can. */
  static async open(engine: Engine, lane: Lane): Promise<Meeting> {
    const { facilitator: facilitatorId, programme_manager: managerId, research_adviser } = engine.ids;
    const trajectory = await new StoredTrajectoryDriver(engine.db, { facilitatorId, managerId }).begin('Verborgen');
    await trajectory.do({ type: 'Appoint', accountId: research_adviser, role: 'research_adviser' }, trajectory.manager);
    await trajectory.exchange(engine.organisationId);
    const sessionId = await trajectory.planned(lane);
    await trajectory.do({ type: 'OpenSession', sessionId });
    const { code } = (await engine.call('POST', `/sessions/${sessionId}/code`, { role: 'facilitator' })).body as {
      code: string;
    };
    const join = async (): Promise<string> =>
      (
        await engine.call('POST', `/join/${code}`, {
          body: lane === 'professional' ? { organisationId: engine.organisationId } : {},
        })
      ).body.token as string;
    const tokens = [await join(), await join()];
    const stream = `${engine.base}/sessions/${sessionId}/stream`;
    const staff = (audience: string) =>
      follow(`${stream}?audience=${audience}`, { cookie: engine.cookies.facilitator });
    const streams = await Promise.all([
      staff('facilitator'),
      staff('projector'),
      staff('participant'),
      ...tokens.map((token) => follow(stream, { authorization: `Bearer ${token}` })),
    ]);
    const meeting = new Meeting(engine, lane, trajectory, { sessionId, code }, tokens, streams);
    await meeting.command({ type: 'SetScript', expectedScript: 0, steps: [...STEPS], showOrganisations: true });
    return meeting;
  }

  /** Sends a command, of a participant or of the facilitator; its answer must tell nothing either. */
  async command(command: LiveCommandInput, who?: number): Promise<{ ok: boolean; kept: boolean }> {
    const headers: Record<string, string> =
      who === undefined
        ? { cookie: this.#engine.cookies.facilitator }
        : { authorization: `Bearer ${this.#tokens[who]}` };
    const response = await fetch(`${this.#engine.base}/sessions/${this.#sessionId}/commands`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ commandId: randomUUID(), command }),
    });
    const text = await response.text();
    this.tellsNothing(`${command.type}`, text);
    return { ok: response.ok, kept: response.ok && (JSON.parse(text) as { kept: boolean }).kept };
  }

  /** Somebody writes or votes in a step, with a word of their own where the exercise takes words. */
  async give(who: number, stepId: string, number: number): Promise<void> {
    const word = secretWord();
    const cardId = /writing/.test(stepId) && number % 3 > 0 ? randomUUID() : null;
    const given: Given = { stepId, word, cardId, isInTime: false };
    this.given.push(given);
    const command: LiveCommandInput = cardId
      ? { type: 'AddCard', cardId, stepId, kind: 'signal', theme: 'youth', text: word, ownerHash }
      : { type: 'GiveAnswer', stepId, answer: answerOf(stepId, word, number) };
    const { ok, kept } = await this.command(command, who);
    given.isInTime = ok && !kept;
  }

  async go(stepId: string): Promise<void> {
    const { ok } = await this.command({ type: 'GoToStep', stepId, expectedStep: this.stepId });
    expect(ok).toBe(true);
    this.stepId = stepId;
    this.begun.add(stepId);
  }

  async reveal(stepId: string, on: boolean): Promise<void> {
    if (!this.begun.has(stepId)) return;
    this.streamsTellNothing();
    // from the moment that it is asked for, it may be told
    if (on) [this.revealed, this.wasRevealed].forEach((steps) => steps.add(stepId));
    await this.command({ type: 'Reveal', stepId, on });
    if (!on) this.revealed.delete(stepId);
  }

  /** Tries to get at what is hidden by its id, as somebody could who wrote it down. */
  async pry(): Promise<void> {
    const ids = this.given.flatMap(({ cardId }) => (cardId ? [cardId] : []));
    if (ids.length === 0) return;
    await this.command({ type: 'Spotlight', key: `card:${ids[0]}` });
    await this.command({ type: 'TranslateCard', cardId: ids[0]!, text: 'vertaald' });
    await this.command({ type: 'ModerateCards', cardIds: ids.slice(0, 1), to: 'shown' });
    await this.command({ type: 'MakeCluster', clusterId: randomUUID(), title: 'samen', cardIds: ids.slice(0, 1) });
    await this.command(
      {
        type: 'AddCard',
        cardId: randomUUID(),
        stepId: ids[0]!.slice(0, 8),
        kind: 'signal',
        theme: 'youth',
        text: 'erbij',
        parentId: ids[0]!,
        ownerHash,
      },
      0,
    );
  }

  /** Everything that can be read of a session and its trajectory, by everybody who can be somebody. */
  async readAll(): Promise<Map<string, string>> {
    const [id, session] = [this.#trajectory.id, this.#sessionId];
    const of = `/trajectories/${id}`;
    const seen = [
      '/trajectories',
      of,
      `${of}/journal`,
      `${of}/journal.jsonl`,
      `${of}/journal/verification`,
      `${of}/coincidence`,
    ];
    const lanes = ['professional', 'resident'].flatMap((lane) => [
      `${of}/lanes/${lane}/contributions`,
      `${of}/lanes/${lane}/groups`,
    ]);
    const lives = ['facilitator', 'projector', 'participant'].flatMap((audience) => [
      `/sessions/${session}/live?audience=${audience}`,
      `/sessions/${session}/live?audience=${audience}&after=1`,
    ]);
    const calls: { path: string; headers: Record<string, string>; who: string }[] = [];
    for (const [role, cookie] of Object.entries(this.#engine.cookies))
      for (const path of role === 'facilitator'
        ? [...seen, ...lanes, ...lives, `/sessions/${session}/open-promises`, `${of}/sessions/${session}/calendar`]
        : [...seen, lanes[0]!, lives[0]!])
        calls.push({ path, headers: { cookie }, who: role });
    for (const token of this.#tokens)
      for (const path of [...lives, `/sessions/${session}/participation`, ...lanes.slice(0, 1)])
        calls.push({ path, headers: { authorization: `Bearer ${token}` }, who: 'participant' });
    calls.push({ path: `/join/${this.#code}`, headers: {}, who: 'nobody' });
    return new Map(
      await Promise.all(
        calls.map(
          async ({ path, headers, who }) =>
            [`${who} ${path}`, await (await fetch(this.#engine.base + path, { headers })).text()] as const,
        ),
      ),
    );
  }

  /** Looks for what is hidden now in all that can be read now. */
  async looked(): Promise<void> {
    for (const [what, text] of await this.readAll()) this.tellsNothing(what, text);
    this.streamsTellNothing();
  }

  /** What was never revealed was in no stream. */
  streamsTellNothing(): void {
    for (const [index, stream] of this.#streams.entries())
      this.#check(`stream ${index}`, stream.text(), this.wasRevealed);
  }

  end(): void {
    for (const stream of this.#streams) stream.stop();
  }

  private tellsNothing(what: string, text: string): void {
    this.#check(what, text, this.revealed);
  }

  #check(what: string, text: string, open: ReadonlySet<string>): void {
    expect(text.match(RAW)?.[0], what).toBeUndefined();
    expect(
      this.given
        .filter(({ stepId, word }) => !open.has(stepId) && text.includes(word))
        .map(({ stepId }) => `${what} tells of ${stepId}`),
    ).toEqual([]);
    expect(
      STEPS.filter(({ id }) => !open.has(id) && isCounted(text, id)).map(({ id }) => `${what} counts ${id}`),
    ).toEqual([]);
  }
}

/** Whether a text has any result of a step. */
function isCounted(text: string, stepId: string): boolean {
  return (
    text.includes(`"item:${stepId}:`) ||
    text.includes(`"said:${stepId}:`) ||
    new RegExp(`"stepId":"${stepId}","ready":\\d+,"given":\\d+,"result":\\{`).test(text)
  );
}

type Answer = Extract<LiveCommandInput, { type: 'GiveAnswer' }>['answer'];
function answerOf(stepId: string, word: string, number: number): Answer {
  const key = `option:${number % options.length}`;
  switch (stepId) {
    case 'check-in':
      return { exercise: 'check_in', word };
    case 'dots':
      return { exercise: 'dots', dots: { [key]: 1 + (number % 3) } };
    case 'matrix':
      return { exercise: 'matrix', scores: { [key]: { effort: 1 + (number % 5), effect: 5 } } };
    case 'priorities':
      return { exercise: 'priorities', order: [key] };
    case FIST_TO_FIVE:
      return { exercise: FIST_TO_FIVE, fingers: number % 6, need: word };
    case 'evaluation':
      return { exercise: 'evaluation', useful: 1 + (number % 5), heard: 3, sentence: word };
    default:
      return { exercise: 'brainwriting', recognised: [] };
  }
}
