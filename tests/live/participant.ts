import { createHash, randomUUID } from 'node:crypto';
import { type HttpAnswer, Line } from './line.ts';
import type { Room } from './room.ts';

/** Where the engine's API lies. */
export const API = '/api/v1';

/** The body of a command of a live session, with its id. */
export interface Sent {
  readonly commandId: string;
  readonly body: string;
}

const SECRET = 'a secret of one browser';
const ownerHash = createHash('sha256').update(SECRET).digest('hex');
const envelope = (command: object): Sent => {
  const commandId = randomUUID();
  return { commandId, body: JSON.stringify({ commandId, command }) };
};

/** A card as people write them: a line or two, half of them with a place inside the area. */
export function cardOf(stepId: string, number: number): Sent & { readonly cardId: string } {
  const cardId = randomUUID();
  const place = number % 4 < 2 ? null : { lng: 4.821 + (number % 89) / 10_000, lat: 52.371 + (number % 83) / 10_000 };
  const text = `Waarneming ${number}: ’s avonds is het pad langs het plein donker en staat er veel in de weg, overdag spelen er juist kinderen`;
  return {
    ...envelope({
      type: 'AddCard',
      cardId,
      stepId,
      kind: number % 3 === 0 ? 'promising_spot' : 'weak_spot',
      theme: 'public_space',
      text,
      place,
      ownerHash,
    }),
    cardId,
  };
}

/** A participant recognises cards; what is sent takes the place of what was sent before. */
export function reactionOf(stepId: string, cardIds: readonly string[]): Sent {
  return envelope({ type: 'GiveAnswer', stepId, answer: { exercise: 'brainwriting', recognised: cardIds } });
}

/** Its author takes a card back. */
export const withdrawalOf = (cardId: string): Sent => envelope({ type: 'WithdrawCard', cardId, secret: SECRET });

/** That somebody came in. */
export const arrival = (): Sent => envelope({ type: 'Arrive' });

/** Somebody who joined a room, with a connection of their own for what they send. */
export class Participant {
  readonly token: string;
  #line: Line;

  private constructor(token: string, line: Line) {
    this.token = token;
    this.#line = line;
  }

  static async join(port: number, { code }: Pick<Room, 'code'>): Promise<Participant> {
    const line = await Line.to(port);
    const { status, body } = await line.request('POST', `${API}/join/${code}`, {}, '{}');
    if (status !== 200) throw new Error(`joining was answered with ${status}: ${JSON.stringify(body)}`);
    return new Participant(String(body.token), line);
  }

  get headers(): Readonly<Record<string, string>> {
    return { authorization: `Bearer ${this.token}` };
  }

  /** Sends a command; gives its position. @throws when it is refused or the connection ends. */
  async send(sessionId: string, sent: Sent): Promise<number> {
    const answer = await this.try(sessionId, sent);
    if (answer.status !== 200)
      throw new Error(`a command was answered with ${answer.status}: ${JSON.stringify(answer.body)}`);
    return Number(answer.body.seq);
  }

  /** Sends a command; gives the answer, whatever it is. @throws when the connection ends before. */
  try(sessionId: string, { body }: Sent): Promise<HttpAnswer> {
    return this.#line.request('POST', `${API}/sessions/${sessionId}/commands`, this.headers, body);
  }

  /** Goes over to another engine. */
  async moveTo(port: number): Promise<void> {
    this.#line.end();
    this.#line = await Line.to(port);
  }

  leave(): void {
    this.#line.end();
  }
}
