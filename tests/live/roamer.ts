import { setTimeout as sleep } from 'node:timers/promises';
import { API, arrival, Participant, type Sent } from './participant.ts';
import type { Room } from './room.ts';
import { Screen } from './screen.ts';

const TRY_MS = 30_000;
const AGAIN_MS = 50;

/** A participant who goes over to another engine when the own one is gone, as a phone does: with what it has. */
export class Roamer {
  readonly screen: Screen;
  /** Position by command, of each that was acknowledged. */
  readonly acknowledged = new Map<string, number>();
  /** How often it had to go over. */
  moves = 0;
  readonly #room: Room;
  readonly #ports: readonly number[];
  readonly #person: Participant;
  /** Which of the engines what is sent goes to, and which the stream comes from. */
  #sending: number;
  #watching: number;
  #isGone = false;
  #watch: Promise<void> | undefined;

  private constructor(room: Room, ports: readonly number[], person: Participant, at: number, screen: Screen) {
    this.#room = room;
    this.#ports = ports;
    this.#person = person;
    this.#sending = at;
    this.#watching = at;
    this.screen = screen;
  }

  static async join(room: Room, ports: readonly number[], at: number, shared: Map<string, Buffer>): Promise<Roamer> {
    const roamer = new Roamer(room, ports, await Participant.join(ports[at]!, room), at, new Screen(shared));
    await roamer.#open();
    roamer.#watch = roamer.#watchOn();
    await roamer.send(arrival());
    return roamer;
  }

  get headers(): Readonly<Record<string, string>> {
    return this.#person.headers;
  }

  /** Sends a command under the same id until an engine answers it; false when it was refused. */
  async send(sent: Sent): Promise<boolean> {
    for (const until = Date.now() + TRY_MS; Date.now() < until; await sleep(AGAIN_MS)) {
      const answer = await this.#person.try(this.#room.sessionId, sent).catch(() => undefined);
      if (answer && answer.status < 500) {
        if (answer.status === 200) this.acknowledged.set(sent.commandId, Number(answer.body.seq));
        return answer.status === 200;
      }
      this.#sending = (this.#sending + 1) % this.#ports.length;
      await this.#person.moveTo(this.#ports[this.#sending]!).catch(() => undefined);
    }
    throw new Error(`command ${sent.commandId} was never answered`);
  }

  async leave(): Promise<void> {
    this.#isGone = true;
    this.screen.end();
    this.#person.leave();
    await this.#watch;
  }

  #open(): Promise<void> {
    return this.screen.open({
      port: this.#ports[this.#watching]!,
      path: `${API}/sessions/${this.#room.sessionId}/stream`,
      headers: this.#person.headers,
    });
  }

  async #watchOn(): Promise<void> {
    for (; !this.#isGone; await sleep(AGAIN_MS)) {
      if (this.screen.isOpen) continue;
      this.moves += 1;
      this.#watching = (this.#watching + 1) % this.#ports.length;
      await this.#open().catch(() => undefined);
    }
  }
}
