import type { LaneEvent } from '@buurtbalans/contracts';
import { type Database, type LaneChanges, readLaneChanges, readTrajectory } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { type LaneReader, laneReader } from './session-access.ts';
import { SessionBus } from './session-bus.service.ts';

const HEARTBEAT_MS = 5_000;
/** A listener that has this much unsent is gone or stuck; it comes back and resumes. */
const UNSENT_LIMIT = 1024 * 1024;

/** The live stream of a session, as server-sent events that resume where the listener was. */
@Controller()
export class StreamController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly bus: SessionBus,
  ) {}

  @Route('streamSession')
  async stream(@TheCall() { caller, params, query, request, reply }: Call<'streamSession'>): Promise<void> {
    const scope = await laneReader(this.db, caller, params.sessionId);
    const last = Number(request.headers['last-event-id'] ?? query.after);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' });
    const listener = new Listener(this.db, scope, Number.isSafeInteger(last) ? last : 0, (text) => {
      raw.write(text);
      if (raw.writableLength > UNSENT_LIMIT) raw.destroy();
    });
    const stop = this.bus.listen(params.sessionId, () => listener.look());
    const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
    raw.on('close', () => {
      stop();
      clearInterval(heartbeat);
    });
    listener.look();
  }
}

/** Reads what is new for one listener and sends it; one look at a time, and never the same event twice. */
class Listener {
  #status = '';
  #looking = false;
  #again = false;

  constructor(
    private readonly db: Database,
    private readonly scope: LaneReader,
    private last: number,
    private readonly send: (text: string) => void,
  ) {}

  look(): void {
    if (this.#looking) {
      this.#again = true;
      return;
    }
    this.#looking = true;
    this.read()
      // the database is away for a moment: the next ring or second looks again
      .catch(() => undefined)
      .finally(() => {
        this.#looking = false;
        if (this.#again) {
          this.#again = false;
          this.look();
        }
      });
  }

  private async read(): Promise<void> {
    const [changes, trajectory] = await Promise.all([readLaneChanges(this.db, this.scope, this.last), readTrajectory(this.db, this.scope.trajectoryId)]);
    const events = inOrder(changes);
    const status = trajectory?.state.sessions[this.scope.sessionId]?.status;
    this.last = events.at(-1)?.seq ?? this.last;
    if (status && status !== this.#status) {
      this.#status = status;
      events.push({ type: 'session', seq: this.last, status });
    }
    if (events.length > 0) this.send(events.map((event) => `id: ${event.seq}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
  }
}

function inOrder({ contributions, withdrawals }: LaneChanges): LaneEvent[] {
  const added = contributions.map((contribution): LaneEvent => ({ type: 'contribution', seq: contribution.seq, contribution }));
  const gone = withdrawals.map(({ seq, contributionId }): LaneEvent => ({ type: 'withdrawn', seq, contributionId }));
  return [...added, ...gone].sort((one, other) => one.seq - other.seq);
}
