import type { LiveMessage } from '@buurtbalans/contracts';
import type { Audience } from '@buurtbalans/domain';
import { Line } from '../../live/line.ts';
import { API, arrival, cardOf, Participant, reactionOf, type Sent } from '../../live/participant.ts';
import type { Room } from '../../live/room.ts';
import { differences, Screen, shownOn } from '../../live/screen.ts';
import type { Crowd } from './crowd.ts';

/** So many join at a time. */
const AT_ONCE = 20;

interface Acknowledged {
  readonly commandId: string;
  readonly sentAt: number;
  readonly position: number;
}

/** Participants of one room, each with a stream of its own, with the facilitator's console and the projector. */
export class ProductCrowd implements Crowd {
  readonly acknowledged = new Map<number, Acknowledged>();
  readonly #port: number;
  readonly #room: Room;
  readonly #people: Participant[] = [];
  readonly #screens: { readonly audience: Audience; readonly screen: Screen }[] = [];
  readonly #cards: string[] = [];
  /** Cards that each participant recognised. */
  readonly #recognised = new Map<number, string[]>();

  private constructor(port: number, room: Room) {
    this.#port = port;
    this.#room = room;
  }

  static async join(port: number, room: Room, count: number): Promise<ProductCrowd> {
    const crowd = new ProductCrowd(port, room);
    const shared: Record<Audience, Map<string, Buffer>> = {
      participant: new Map(),
      facilitator: new Map(),
      projector: new Map(),
    };
    const open = async (audience: Audience, headers: Readonly<Record<string, string>>): Promise<void> => {
      const screen = new Screen(shared[audience]);
      await screen.open({ port, path: `${API}/sessions/${room.sessionId}/stream?audience=${audience}`, headers });
      crowd.#screens.push({ audience, screen });
    };
    for (const audience of ['facilitator', 'projector'] as const) await open(audience, { cookie: room.cookie });
    for (let joined = 0; joined < count; joined += AT_ONCE) {
      await Promise.all(
        Array.from({ length: Math.min(AT_ONCE, count - joined) }, async () => {
          const person = await Participant.join(port, room);
          crowd.#people.push(person);
          await open('participant', person.headers);
          await person.send(room.sessionId, arrival());
        }),
      );
    }
    return crowd;
  }

  get bytes(): number {
    return this.#screens.reduce((sum, { screen }) => sum + screen.bytes, 0);
  }

  async send(event: number): Promise<void> {
    const who = event % this.#people.length;
    const sent = this.#next(event, who);
    const sentAt = performance.now();
    const position = await this.#people[who]!.send(this.#room.sessionId, sent);
    this.acknowledged.set(event, { commandId: sent.commandId, sentAt, position });
    if (sent.cardId) this.#cards.push(sent.cardId);
  }

  took(event: number): number | undefined {
    const { position, sentAt } = this.acknowledged.get(event)!;
    let last = 0;
    for (const { screen } of this.#screens) {
      const time = screen.timeOf(position);
      if (time === undefined) return undefined;
      last = Math.max(last, time);
    }
    return last - sentAt;
  }

  /** Compares what each screen shows with a fresh reading of the session. */
  async audit(): Promise<string[]> {
    const line = await Line.to(this.#port);
    const parsed = new Map<Buffer, LiveMessage>();
    const read = (message: Buffer): LiveMessage => {
      const known = parsed.get(message) ?? (JSON.parse(message.toString('utf8')) as LiveMessage);
      parsed.set(message, known);
      return known;
    };
    const wrong: string[] = [];
    for (const audience of ['participant', 'facilitator', 'projector'] as const) {
      const headers = audience === 'participant' ? this.#people[0]!.headers : { cookie: this.#room.cookie };
      const fresh = (
        await line.request('GET', `${API}/sessions/${this.#room.sessionId}/live?audience=${audience}`, headers)
      ).body as unknown as LiveMessage;
      for (const { screen } of this.#screens.filter((one) => one.audience === audience)) {
        const different = differences(shownOn(screen, read), fresh.set);
        if (different.length > 0 || !screen.isOpen)
          wrong.push(
            `a ${audience} at ${screen.position} of ${fresh.seq} shows otherwise: ${different.slice(0, 3).join(', ')}`,
          );
      }
    }
    line.end();
    return wrong;
  }

  leave(): void {
    for (const person of this.#people) person.leave();
    for (const { screen } of this.#screens) screen.end();
  }

  /** Cards and reactions by turns; somebody who reacts again recognises one card more, so that each event is seen. */
  #next(event: number, who: number): Sent & { readonly cardId?: string } {
    if (event % 2 === 0 || this.#cards.length === 0) return cardOf(this.#room.stepId, event);
    const before = this.#recognised.get(who) ?? [];
    const added = this.#cards.filter((id) => !before.includes(id));
    const recognised = [...before, added[Math.floor(Math.random() * added.length)]!];
    this.#recognised.set(who, recognised);
    return reactionOf(this.#room.stepId, recognised);
  }
}
