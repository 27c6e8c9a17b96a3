import { ProductError } from '@buurtbalans/contracts';
import type { Database, SessionReference } from '@buurtbalans/database';
import { beginLive } from '@buurtbalans/workflow';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';
import { LiveRoom } from './live-room.ts';
import { SessionBus } from './session-bus.service.ts';

/** A session that nobody looks at is forgotten after so long; it is read again when somebody comes. */
const IDLE_MS = 60_000;

interface Held {
  readonly room: LiveRoom;
  readonly deaf: () => void;
}

/** The live sessions of this process. Nothing is kept here that another process would need. */
@Injectable()
export class LiveRooms implements OnApplicationShutdown {
  readonly #rooms = new Map<string, Promise<Held>>();
  readonly #timer: NodeJS.Timeout;

  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly bus: SessionBus,
  ) {
    this.#timer = setInterval(() => void this.forget().catch(() => undefined), IDLE_MS / 2).unref();
  }

  /** The session, read when it is not at hand yet. */
  async room(reference: SessionReference): Promise<LiveRoom> {
    const held = this.#rooms.get(reference.sessionId) ?? this.begin(reference);
    return (await held).room;
  }

  onApplicationShutdown(): void {
    clearInterval(this.#timer);
    for (const held of this.#rooms.values())
      void held.then(
        ({ room }) => room.end(),
        () => undefined,
      );
  }

  private begin(reference: SessionReference): Promise<Held> {
    const held: Promise<Held> = beginLive(this.db, reference).then((snapshot) => {
      if (!snapshot) throw new ProductError('SESSION.NOT_FOUND');
      const room = new LiveRoom(
        this.db,
        snapshot,
        () => void this.drop(reference.sessionId, held).catch(() => undefined),
      );
      return { room, deaf: this.bus.listen(reference.sessionId, (position) => room.look(position)) };
    });
    this.#rooms.set(reference.sessionId, held);
    held.catch(() => this.#rooms.delete(reference.sessionId));
    return held;
  }

  /** A room that ended by itself is begun anew for whoever comes next. */
  private async drop(sessionId: string, held: Promise<Held>): Promise<void> {
    if (this.#rooms.get(sessionId) === held) this.#rooms.delete(sessionId);
    (await held).deaf();
  }

  private async forget(): Promise<void> {
    for (const [sessionId, begun] of this.#rooms) {
      // one that could not begin is gone by itself, and whoever asked for it was told
      const held = await begun.catch(() => undefined);
      if (!held?.room.isIdle || Date.now() - held.room.usedAt < IDLE_MS) continue;
      this.#rooms.delete(sessionId);
      held.deaf();
      held.room.end();
    }
  }
}
