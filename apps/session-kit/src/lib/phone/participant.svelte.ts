import type { Participation, Problem } from '@buurtbalans/contracts';
import type { Answer, CardKind, LiveCommandInput, Place, Theme } from '@buurtbalans/domain';
import { lightClient, type LightClient } from '#lib/api/light-client.ts';
import { newId } from '#lib/api/new-id.ts';
import { problemFrom } from '#lib/commands/problem-from.ts';
import { cardText, itemName } from '#lib/contributions/item-names.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { device } from '#lib/store/browser-store.ts';
import { takeOverEarlier } from '#lib/store/earlier-outbox.ts';
import { LiveSession } from '#lib/line/live-session.svelte.ts';
import type { OutboxStore, Unsent } from '#lib/line/outbox.ts';
import { outboxStore } from '#lib/store/outbox-store.ts';
import {
  changeOwn,
  draftsOf,
  forgetCard,
  keepAnswer,
  keepCard,
  keepParticipation,
  codeOf,
  keepSecret,
  type Own,
  type OwnCard,
  ownOf,
  participationOf,
  secretOf,
  secretsOf,
  tokenBefore,
} from './own/participant-store.ts';
import { forgetChoices, forgetSession } from './own/forget.ts';
import { leftBehind, progressOfAnswer, progressOfCard, refusedElsewhere } from './own/own-progress.ts';
import { followRoom, keptRoom } from './own/kept-room.ts';

const PATIENCE_MS = 10_000;
/** An answer that is still being tapped together goes out once it stood still for this long. */
const SETTLE_MS = 900;

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
const isAbout = (command: LiveCommandInput, cardId: string): boolean =>
  (command.type === 'AddCard' || command.type === 'WithdrawCard') && command.cardId === cardId;

/** What the author fills in of a card. */
export interface CardInput {
  readonly stepId: string | null;
  readonly kind: CardKind;
  readonly theme: Theme;
  readonly text: string;
  readonly place: Place | null;
  readonly parentId: string | null;
}

/** One participant in one session: the session as the room sees it, and what this browser itself put in. */
export class Participant {
  readonly sessionId: string;
  readonly api: LightClient;
  readonly live: LiveSession;
  participation = $state.raw<Participation | null>(null);
  /** Why the page cannot begin. */
  problem = $state.raw<Problem | null>(null);
  own = $state.raw<Own>({ cards: [], answers: {}, ready: [], notes: [], hasArrived: false });

  readonly #known = $derived.by(() => this.live.room?.status ?? this.participation?.status ?? 'planned');
  /** The engine lets nobody look any more; what this page saw last stays on it. */
  readonly #isOver = $derived.by(() => [this.live.problem, this.problem].some((one) => one?.code === 'SESSION.OVER'));
  readonly status = $derived.by(() => (this.#isOver && this.#known !== 'cancelled' ? 'closed' : this.#known));
  /** No longer part of this session: another code is the way on. */
  readonly refusal = $derived.by(() =>
    this.#isOver
      ? null
      : (this.live.problem ?? (this.problem && [401, 403, 404].includes(this.problem.status) ? this.problem : null)),
  );
  /** Everything that was written here went through, or was refused. */
  readonly isSettled = $derived.by(() => this.live.unsent.every(({ state }) => state === 'refused'));
  readonly elsewhere = $derived.by(() =>
    refusedElsewhere(this.live.unsent, this.own.cards, this.live.room?.step?.id ?? null),
  );

  /** Own cards that were refused, and that the running step does not show by itself. */
  readonly refusedCards = $derived.by(() => {
    const stepId = this.live.room?.step?.id;
    return this.own.cards.filter((card) => card.stepId !== stepId && this.progressOfCard(card).state === 'refused');
  });

  readonly #store: OutboxStore;
  /** Of own cards, once nothing of them is kept any more: they can be taken back for as long as the page is open. */
  #secrets: Readonly<Record<string, string>> = {};
  #isForgotten = false;
  #stopKeeping: () => void = () => undefined;
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(sessionId: string, token: string) {
    this.sessionId = sessionId;
    this.own = ownOf(sessionId);
    this.participation = participationOf(sessionId);
    const patient = (signal?: AbortSignal | null): AbortSignal | null =>
      signal ?? AbortSignal.timeout?.(PATIENCE_MS) ?? null;
    this.api = lightClient({
      token: () => token,
      fetch: (input, init) => fetch(input, { ...init, signal: patient(init.signal) }),
    });
    this.#store = outboxStore(`unsent.${sessionId}`);
    this.live = new LiveSession({
      api: this.api,
      sessionId,
      audience: 'participant',
      token,
      store: this.#store,
      sent: (command, kept) => this.#sent(command, kept),
    });
    const room = keptRoom(sessionId);
    if (room) this.live.take(room);
  }

  /** Whether what is put in here outlives the page. */
  get keeps(): boolean {
    return device.keeps;
  }

  /** Follows the session; gives the function that ends it. */
  begin(): () => void {
    void this.readParticipation();
    this.#stopKeeping = followRoom(this.sessionId, this.live);
    const stops = [this.live.follow(), () => this.#stopKeeping()];
    this.#takeUp();
    // of an answer, what this version kept is at least as new
    void takeOverEarlier(
      this.sessionId,
      this.#store,
      ({ command }) => command.type !== 'GiveAnswer' || !this.own.answers[command.stepId],
    ).then(() => this.live.restore());
    const leave = (): void => this.settle();
    // what another tab of this browser put in is one's own here too
    const other = (): void => {
      if (!this.#isForgotten) this.own = ownOf(this.sessionId);
      gone();
    };
    // another tab handed this device to somebody, or the browser shows a page of before
    const gone = (): void => {
      if (tokenBefore(this.sessionId) === undefined && !this.#isForgotten) location.replace('/join');
    };
    window.addEventListener('storage', other);
    window.addEventListener('pageshow', gone);
    window.addEventListener('pagehide', leave);
    return () => {
      this.settle();
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('storage', other);
      window.removeEventListener('pageshow', gone);
      for (const stop of stops) stop();
    };
  }

  async readParticipation(): Promise<void> {
    this.problem = null;
    try {
      this.participation = await this.api.call('readParticipation', { params: { sessionId: this.sessionId } });
      keepParticipation(this.sessionId, this.participation);
    } catch (cause) {
      const problem = problemFrom(cause);
      // without a connection, what an earlier visit kept will do
      if (!this.participation || problem.status < 500) this.problem = problem;
    }
  }

  /** Name of what a key points at, in the reader's own language where it was written in it; empty when it is gone. */
  nameOf(key: string): string {
    return itemName(this.live, key, this.live.room?.step ?? null, cardText);
  }

  cardsOf(stepId: string | null): readonly OwnCard[] {
    return this.own.cards.filter((card) => card.stepId === stepId);
  }

  progressOfCard = (card: OwnCard) => progressOfCard(card, this.live.unsent, this.live.cards);
  progressOfAnswer = (stepId: string) => progressOfAnswer(this.own.answers[stepId], stepId, this.live.unsent);

  /** Puts a card in and gives its id. It is one's own at once; whether it went through shows with it. */
  addCard(input: CardInput): string {
    const id = newId();
    void this.#sendCard({ ...input, id, commandId: newId(), confirmed: false, state: 'sending', problem: null });
    return id;
  }

  /** Sends a card again, and with `confirmed` says that it is not about a person. */
  async sendAgain(card: OwnCard, confirmed = card.confirmed): Promise<void> {
    this.#drop((command) => command.type === 'AddCard' && command.cardId === card.id);
    await this.#sendCard({ ...card, commandId: newId(), confirmed, state: 'sending', problem: null });
  }

  /** Takes a card back. What never arrived is only forgotten here. */
  async takeBack(card: OwnCard): Promise<void> {
    const { state } = this.progressOfCard(card);
    const secret = secretOf(this.sessionId, card.id) ?? this.#secrets[card.id];
    if (state === 'refused' || !secret) {
      this.#drop((command) => isAbout(command, card.id));
      this.#forgetCard(card.id);
      return;
    }
    const problem = await this.live.send({ type: 'WithdrawCard', cardId: card.id, secret });
    // gone already is what was asked for
    if (problem?.status === 404) this.#forgetCard(card.id);
    else if (problem) this.own = keepCard(this.sessionId, { ...card, problem });
  }

  /** Gives the answer in a step; `soon` waits until it stands still for a moment. */
  answer(stepId: string, answer: Answer, soon = false): void {
    this.own = keepAnswer(this.sessionId, stepId, { answer, state: 'draft', problem: null });
    clearTimeout(this.#timers.get(stepId));
    if (soon)
      this.#timers.set(
        stepId,
        setTimeout(() => this.#sendAnswer(stepId), SETTLE_MS),
      );
    else this.#sendAnswer(stepId);
  }

  /** Sends an answer again, and says that its words are not about a person. */
  confirmAnswer(stepId: string): void {
    const given = this.own.answers[stepId];
    if (given)
      this.own = keepAnswer(this.sessionId, stepId, { ...given, confirmed: true, state: 'draft', problem: null });
    this.#sendAnswer(stepId);
  }

  /** Sends what was refused for seeming to be about a person again, when its own form is gone. */
  async confirm({ commandId, command }: Unsent): Promise<void> {
    this.live.drop(commandId);
    if (command.type === 'ParkNote') void this.live.send({ ...command, confirmedNotPersonal: true });
    if (command.type === 'GiveAnswer') this.confirmAnswer(command.stepId);
  }

  /** The meeting is over: this browser keeps nothing of it, and the page shows what it has for as long as it is open. */
  async forget(): Promise<void> {
    if (this.#isForgotten) return;
    this.#isForgotten = true;
    this.#secrets = secretsOf(this.sessionId);
    this.#stopKeeping();
    await forgetSession(this.sessionId);
  }

  /**
   * Somebody else goes on with this device. What waits is sent first, for as long as that may take on a line that works;
   * then the seat is left, and nothing of its owner stays here. Gives where the next one begins, or what would be lost, unless
   * that is given up.
   */
  async handOver(givesUp = false): Promise<{ next: string } | { lost: 'unsent' | 'left' }> {
    this.settle();
    await this.live.flush();
    const lost = leftBehind(this.own, this.live.unsent, draftsOf(this.sessionId).length);
    if (lost && !givesUp) return { lost };
    const code = codeOf(this.sessionId);
    // without a line the engine notices by itself
    await this.api
      .call('sendLive', {
        params: { sessionId: this.sessionId },
        body: { commandId: newId(), command: { type: 'Leave' } },
      })
      .catch(() => undefined);
    await this.forget();
    forgetChoices();
    return { next: code === null ? '/join' : `/join/${code}` };
  }

  /** Sends at once what was still being tapped together. */
  settle(): void {
    for (const stepId of this.#timers.keys()) this.#sendAnswer(stepId);
  }

  async ready(stepId: string, ready: boolean): Promise<void> {
    const set = (on: boolean): void => {
      this.own = changeOwn(this.sessionId, (own) => ({
        ...own,
        ready: [...own.ready.filter((id) => id !== stepId), ...(on ? [stepId] : [])],
      }));
    };
    set(ready);
    if (await this.live.send({ type: 'SetReady', stepId, ready })) set(!ready);
  }

  /** Puts a point in the parking lot; the problem when it was refused. */
  async park(text: string, confirmedNotPersonal: boolean): Promise<Problem | null> {
    const noteId = newId();
    const problem = await this.live.send({
      type: 'ParkNote',
      noteId,
      text,
      language: getLocale(),
      confirmedNotPersonal,
    });
    if (!problem) this.own = changeOwn(this.sessionId, (own) => ({ ...own, notes: [...own.notes, noteId] }));
    return problem;
  }

  async #sendCard(card: OwnCard): Promise<void> {
    this.own = keepCard(this.sessionId, card);
    const { id: cardId, commandId, confirmed, stepId, kind, theme, text, place, parentId } = card;
    const ownerHash = keepSecret(this.sessionId, cardId);
    const problem = await this.live.send(
      {
        type: 'AddCard',
        cardId,
        stepId,
        kind,
        theme,
        text,
        place,
        parentId,
        language: getLocale(),
        ownerHash,
        confirmedNotPersonal: confirmed,
      },
      commandId,
    );
    if (problem) this.own = keepCard(this.sessionId, { ...card, state: 'refused', problem });
  }

  #sendAnswer(stepId: string): void {
    clearTimeout(this.#timers.get(stepId));
    this.#timers.delete(stepId);
    const given = this.own.answers[stepId];
    if (!given || given.state === 'sent') return;
    const { answer, confirmed = false } = given;
    this.own = keepAnswer(this.sessionId, stepId, { ...given, state: 'sending', problem: null });
    this.#drop((command) => command.type === 'GiveAnswer' && command.stepId === stepId);
    void this.live
      .send({ type: 'GiveAnswer', stepId, answer, language: getLocale(), confirmedNotPersonal: confirmed })
      .then((problem) => {
        if (problem) this.#settleAnswer(stepId, answer, 'refused', problem);
      });
  }

  /** What became of an answer; a newer one is left as it is. */
  #settleAnswer(stepId: string, answer: Answer, state: 'sent' | 'kept' | 'refused', problem: Problem | null): void {
    const own = this.own.answers[stepId];
    if (own && isSame(own.answer, answer)) this.own = keepAnswer(this.sessionId, stepId, { ...own, state, problem });
  }

  #forgetCard(cardId: string): void {
    this.own = this.#isForgotten
      ? { ...this.own, cards: this.own.cards.filter(({ id }) => id !== cardId) }
      : forgetCard(this.sessionId, cardId);
  }

  #sent(command: LiveCommandInput, kept: boolean): void {
    const state = kept ? 'kept' : 'sent';
    if (command.type === 'Arrive') this.own = changeOwn(this.sessionId, (own) => ({ ...own, hasArrived: true }));
    if (command.type === 'WithdrawCard') this.#forgetCard(command.cardId);
    if (command.type === 'GiveAnswer') this.#settleAnswer(command.stepId, command.answer as Answer, state, null);
    if (command.type !== 'AddCard') return;
    const card = this.own.cards.find(({ id }) => id === command.cardId);
    if (card) this.own = keepCard(this.sessionId, { ...card, state, problem: null });
  }

  /** Sends what an earlier visit had on its way and could not keep in the queue. */
  #takeUp(): void {
    if (!this.own.hasArrived && !this.#isQueued(({ type }) => type === 'Arrive'))
      void this.live.send({ type: 'Arrive' });
    for (const card of this.own.cards) {
      if (card.state === 'sending' && !this.#isQueued((command) => isAbout(command, card.id)))
        void this.#sendCard(card);
    }
    for (const [stepId, { answer, state }] of Object.entries(this.own.answers)) {
      const queued = this.live.unsent.findLast(
        ({ command }) => command.type === 'GiveAnswer' && command.stepId === stepId,
      )?.command;
      if (
        (state === 'draft' || state === 'sending') &&
        !(queued?.type === 'GiveAnswer' && isSame(queued.answer, answer))
      )
        this.#sendAnswer(stepId);
    }
  }

  #isQueued(isMeant: (command: LiveCommandInput) => boolean): boolean {
    return this.live.unsent.some(({ command }) => isMeant(command));
  }

  /** Takes what was refused, and is now sent anew or given up, out of the queue. */
  #drop(isMeant: (command: LiveCommandInput) => boolean): void {
    for (const { commandId, command, state } of this.live.unsent)
      if (state === 'refused' && isMeant(command)) this.live.drop(commandId);
  }
}
