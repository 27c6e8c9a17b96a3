import { randomUUID } from 'node:crypto';
import type { Database, ParticipantScope } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { bearerOf, readParticipantToken } from '../platform/access/participant-token.ts';
import { OpenStreams } from '../platform/access/open-streams.service.ts';
import { staysIn } from '../platform/access/stays-in.ts';
import type { Config } from '../platform/config.ts';
import { type AnyCaller, type Call, Route, TheCall } from '../platform/route.ts';
import { SAFE_HEADERS } from '../platform/safe-headers.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { audienceOf } from './audience-of.ts';
import type { LiveRoom } from './live-room.ts';
import { LiveRooms } from './live-rooms.service.ts';
import { Presence } from './presence.service.ts';
import { asCaller, checkSeat } from './seats.ts';

/** A listener that has this much unsent is gone or stuck; it comes back and resumes. */
const UNSENT_LIMIT = 1024 * 1024;

/** The session as it goes on, down a stream that ends with the right to it. */
@Controller()
export class LiveStreamController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly rooms: LiveRooms,
    private readonly presence: Presence,
    private readonly streams: OpenStreams,
  ) {}

  @Route('streamLive')
  async stream(@TheCall() { caller, session, query, request, reply }: Call<'streamLive'>): Promise<void> {
    const audience = audienceOf(caller, query.audience);
    const room = await this.rooms.room(session);
    if (caller.participant) checkSeat(this.config.BUURTBALANS_SECRET, await room.latest(), caller.participant);
    const last = Number(request.headers['last-event-id'] ?? query.after);
    reply.hijack();
    const { raw } = reply;
    // gone while it was let in: then nothing would ever end its listening
    if (raw.destroyed || raw.socket?.destroyed !== false) return;
    const { socket } = raw;
    socket.setNoDelay(true);
    // the stream ends with its connection, so that what all are sent needs no wrapping for each and goes straight to the socket
    raw.removeHeader('transfer-encoding');
    raw.writeHead(200, {
      ...SAFE_HEADERS,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      connection: 'close',
    });
    raw.flushHeaders();
    const end = (): void => void raw.destroy();
    const stays = this.stillThere(caller, room, request);
    const heartbeat = setInterval(() => {
      socket.write(': \n\n');
      if (!stays()) end();
    }, this.config.HEARTBEAT_MS);
    const over = caller.participant
      ? this.enter(room, caller.participant, end)
      : this.streams.follow({
          accountId: caller.account.id,
          isStill: () => staysIn(this.db, request, session.trajectoryId, this.config),
          end,
        });
    const sink = (chunk: Buffer): void => {
      socket.write(chunk);
      if (socket.writableLength > UNSENT_LIMIT) raw.destroy();
    };
    const following = room.follow(audience, Number.isSafeInteger(last) ? last : -1, sink, end);
    raw.on('error', () => undefined);
    // what cannot be followed ends, and whoever listens comes again
    void following.catch(end);
    raw.on('close', () => {
      clearInterval(heartbeat);
      over();
      void following.then(
        (stop) => stop(),
        () => undefined,
      );
    });
  }

  /** Whether a participant may still look, by what this process knows; asked at each heartbeat. */
  private stillThere({ participant }: AnyCaller, room: LiveRoom, request: FastifyRequest): () => boolean {
    if (!participant) return () => true;
    const { BUURTBALANS_SECRET: secret } = this.config;
    const token = bearerOf(request) ?? '';
    return () => {
      if (!readParticipantToken(secret, token, new Date())) return false;
      try {
        checkSeat(secret, room.snapshot, participant);
        return true;
      } catch {
        return false;
      }
    };
  }

  /** Notes that a participant is on the line; whoever left is there again. Gives what says that this line is over. */
  private enter(room: LiveRoom, participant: ParticipantScope, end: () => void): () => void {
    const caller = asCaller(this.config.BUURTBALANS_SECRET, participant);
    const say = (type: 'Arrive' | 'Leave'): void =>
      void this.rooms
        .room(participant)
        .then((now) => now.execute({ commandId: randomUUID(), command: { type }, caller, suspect: false }))
        .catch(() => undefined);
    if (Object.hasOwn(room.snapshot.state.left, caller.voter('arrival'))) say('Arrive');
    return this.presence.enter(participant, end, () => say('Leave'));
  }
}
