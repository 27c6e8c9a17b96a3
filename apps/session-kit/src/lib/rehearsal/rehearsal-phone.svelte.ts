import type { Participation, Problem } from '@buurtbalans/contracts';
import type { Answer } from '@buurtbalans/domain';
import type { LightClient } from '#lib/api/light-client.ts';
import { newId } from '#lib/api/new-id.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { type CardInput, Participant } from '#lib/phone/participant.svelte.ts';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';
import { draftsOf, keepDraft, type OwnCard } from '#lib/phone/own/participant-store.ts';
import { REHEARSAL, type Rehearsal } from './rehearsal.svelte.ts';

/** Any secret will do: in a rehearsal nobody else has this card. */
const SECRET = 'secret of the rehearsal';

/** A participant's phone in a rehearsal: the same screens, and what is written stays in this page. */
export class RehearsalPhone extends Participant {
  override readonly live: LiveSession;
  override readonly api: LightClient;

  constructor(rehearsal: Rehearsal, participation: Participation) {
    super(REHEARSAL, '');
    this.live = rehearsal.phone;
    this.api = rehearsal.phoneApi;
    this.participation = participation;
  }

  /** There is nothing to be kept. */
  override get keeps(): boolean {
    return true;
  }

  override begin(): () => void {
    void this.live.send({ type: 'Arrive' });
    return () => {
      for (const { place } of draftsOf(REHEARSAL)) keepDraft(REHEARSAL, place, { kind: '', theme: '', text: '' });
    };
  }

  override async readParticipation(): Promise<void> {}

  override addCard(input: CardInput): string {
    const card: OwnCard = {
      ...input,
      id: newId(),
      commandId: newId(),
      confirmed: false,
      state: 'sending',
      problem: null,
    };
    this.own = { ...this.own, cards: [...this.own.cards, card] };
    void this.#sendCard(card);
    return card.id;
  }

  override async sendAgain(card: OwnCard): Promise<void> {
    await this.#sendCard(card);
  }

  override async takeBack(card: OwnCard): Promise<void> {
    if (card.state !== 'refused') await this.live.send({ type: 'WithdrawCard', cardId: card.id, secret: SECRET });
    this.own = { ...this.own, cards: this.own.cards.filter(({ id }) => id !== card.id) };
  }

  override answer(stepId: string, answer: Answer): void {
    const keep = (state: 'sent' | 'refused', problem: Problem | null): void => {
      this.own = { ...this.own, answers: { ...this.own.answers, [stepId]: { answer, state, problem } } };
    };
    keep('sent', null);
    void this.live
      .send({ type: 'GiveAnswer', stepId, answer, language: getLocale() })
      .then((problem) => problem && keep('refused', problem));
  }

  override settle(): void {}

  override async ready(stepId: string, ready: boolean): Promise<void> {
    this.own = { ...this.own, ready: [...this.own.ready.filter((id) => id !== stepId), ...(ready ? [stepId] : [])] };
    await this.live.send({ type: 'SetReady', stepId, ready });
  }

  override park(text: string): Promise<Problem | null> {
    return this.live.send({ type: 'ParkNote', noteId: newId(), text, language: getLocale() });
  }

  async #sendCard(card: OwnCard): Promise<void> {
    const { id: cardId, commandId, stepId, kind, theme, text, place, parentId } = card;
    const problem = await this.live.send(
      { type: 'AddCard', cardId, stepId, kind, theme, text, place, parentId, language: getLocale() },
      commandId,
    );
    const sent: OwnCard = { ...card, state: problem ? 'refused' : 'sent', problem };
    this.own = { ...this.own, cards: this.own.cards.map((other) => (other.id === cardId ? sent : other)) };
  }
}
