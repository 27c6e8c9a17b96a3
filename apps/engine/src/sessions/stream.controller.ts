import type { Database } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { SAFE_HEADERS } from '../platform/safe-headers.ts';
import { DATABASE } from '../platform/tokens.ts';
import { laneReader } from './session-access.ts';
import { SessionFeeds } from './session-feed.service.ts';

const HEARTBEAT_MS = 5_000;
/** A listener that has this much unsent is gone or stuck; it comes back and resumes. */
const UNSENT_LIMIT = 1024 * 1024;

/** The live stream of a session, as server-sent events that resume where the listener was. */
@Controller()
export class StreamController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly feeds: SessionFeeds,
  ) {}

  @Route('streamSession')
  async stream(@TheCall() { caller, params, query, request, reply }: Call<'streamSession'>): Promise<void> {
    const scope = await laneReader(this.db, caller, params.sessionId);
    const last = Number(request.headers['last-event-id'] ?? query.after);
    reply.hijack();
    const { raw } = reply;
    // gone while it was let in: then nothing would ever end its listening
    if (raw.destroyed || raw.socket?.destroyed !== false) return;
    raw.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no', connection: 'keep-alive' });
    const heartbeat = setInterval(() => raw.write(': \n\n'), HEARTBEAT_MS);
    const stop = this.feeds.follow(scope, Number.isSafeInteger(last) && last > 0 ? last : 0, (chunk) => {
      raw.write(chunk);
      if (raw.writableLength > UNSENT_LIMIT) raw.destroy();
    });
    raw.on('error', () => undefined);
    raw.on('close', () => {
      clearInterval(heartbeat);
      stop();
    });
  }
}
