import { mayCall, ProductError } from '@buurtbalans/contracts';
import { type Database, listSessions, readTrajectory, type SessionReference } from '@buurtbalans/database';
import { type LiveCaller, type LiveCommand, type Place, wordsOfCommand } from '@buurtbalans/domain';
import { contains, snapToGrain } from '@buurtbalans/geo';
import { type LiveCall, readLiveState } from '@buurtbalans/workflow';
import { Controller, Inject } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { OpenStreams } from '../platform/access/open-streams.service.ts';
import { signedIn } from '../platform/access/sign-in.ts';
import { maySee } from '../platform/access/who-sees.ts';
import type { Config } from '../platform/config.ts';
import { isSuspect } from '../platform/personal-words.ts';
import { voterKey } from '../platform/access/participant-token.ts';
import { type AnyCaller, type Call, Route, TheCall } from '../platform/route.ts';
import { SAFE_HEADERS } from '../platform/safe-headers.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { readPromises } from './lane-sessions.ts';
import { LiveRooms } from './live-rooms.service.ts';
import { SessionAreas } from './session-areas.service.ts';

const HEARTBEAT_MS = 5_000;
/** A listener that has this much unsent is gone or stuck; it comes back and resumes. */
const UNSENT_LIMIT = 1024 * 1024;

/** Live sessions: commands up, and to each audience its own projection down. */
@Controller()
export class LiveController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly rooms: LiveRooms,
    private readonly areas: SessionAreas,
    private readonly streams: OpenStreams,
  ) {}

  @Route('sendLive')
  async send(@TheCall() { caller, session: reference, body }: Call<'sendLive'>) {
    const command = await this.placed(reference, body.command);
    const call: LiveCall = {
      commandId: body.commandId,
      command,
      caller: this.senderOf(caller, reference),
      suspect: isSuspect(wordsOfCommand(command), 'confirmedNotPersonal' in command && command.confirmedNotPersonal),
    };
    const answer = await (await this.rooms.room(reference)).execute(call);
    if (answer.kind === 'refused') throw new ProductError(answer.code);
    if (command.type === 'SettlePromise') await this.settleElsewhere(reference, { ...call, command });
    return { seq: answer.seq, kept: answer.kept };
  }

  @Route('readLive')
  async read(@TheCall() { caller, session, query }: Call<'readLive'>) {
    return (await this.rooms.room(session)).read(audienceOf(caller, query.audience));
  }

  @Route('streamLive')
  async stream(@TheCall() { caller, session, query, request, reply }: Call<'streamLive'>): Promise<void> {
    const audience = audienceOf(caller, query.audience);
    const room = await this.rooms.room(session);
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
    const heartbeat = setInterval(() => socket.write(': \n\n'), HEARTBEAT_MS);
    const sink = (chunk: Buffer): void => {
      socket.write(chunk);
      if (socket.writableLength > UNSENT_LIMIT) raw.destroy();
    };
    const following = room.follow(audience, Number.isSafeInteger(last) ? last : -1, sink, () => raw.destroy());
    raw.on('error', () => undefined);
    // what cannot be followed ends, and whoever listens comes again
    void following.catch(() => raw.destroy());
    const unfollow =
      caller.account &&
      this.streams.follow({
        isStill: () => this.isStillIn(request, session),
        end: () => raw.destroy(),
      });
    raw.on('close', () => {
      unfollow?.();
      clearInterval(heartbeat);
      void following.then(
        (stop) => stop(),
        () => undefined,
      );
    });
  }

  @Route('listOpenPromises')
  async openPromises(@TheCall() { session, trajectory }: Call<'listOpenPromises'>) {
    const open = (await readPromises(this.db, trajectory, session.lane)).filter(
      ({ status, sessionIds }) => status === 'open' && !sessionIds.includes(session.sessionId),
    );
    return {
      items: open.map(({ id, what, ownerOrganisationId, owner, due, sessionIds }) => ({
        id,
        what,
        ownerOrganisationId,
        owner,
        due,
        from: sessionIds[0]!,
      })),
    };
  }

  /** Whether whoever opened a stream is still signed in, and sees that trajectory. */
  private async isStillIn(request: FastifyRequest, { trajectoryId }: SessionReference): Promise<boolean> {
    const account = await signedIn(this.db, request, this.config);
    const trajectory = account && mayCall('streamLive', account.role) && (await readTrajectory(this.db, trajectoryId));
    return Boolean(account && trajectory && maySee(account, trajectory));
  }

  /** A promise that was carried over is one: settled here, it is settled in the other sessions that have it. */
  private async settleElsewhere(
    reference: SessionReference,
    call: LiveCall & { command: { promiseId: string } },
  ): Promise<void> {
    const others = (await listSessions(this.db, reference.trajectoryId, reference.lane)).filter(
      ({ sessionId }) => sessionId !== reference.sessionId,
    );
    for (const other of others) {
      const live = await readLiveState(this.db, other);
      if (live?.state.promises[call.command.promiseId]) await (await this.rooms.room(other)).execute(call);
    }
  }

  /** Who gives a command in a session: one of its participants, or the facilitator of its trajectory. */
  private senderOf(
    { account, participant }: Call<'sendLive'>['caller'],
    { sessionId }: SessionReference,
  ): LiveCaller & { readonly accountId?: string } {
    if (account) return { role: 'facilitator', organisationId: null, accountId: account.id, voter: () => '' };
    const { organisationId = null, seat } = participant;
    return {
      role: 'participant',
      organisationId,
      voter: (scope) => voterKey(this.config.BUURTBALANS_SECRET, sessionId, seat, scope),
    };
  }

  /** A card's place lies inside the area; a resident's is kept no finer than the grain that was agreed. */
  private async placed(reference: SessionReference, command: LiveCommand): Promise<LiveCommand> {
    if (command.type !== 'AddCard' || !command.place) return command;
    const { geometry, grainMetres } = await this.areas.of(reference);
    if (geometry && !contains(geometry, [command.place.lng, command.place.lat]))
      throw new ProductError('CONTRIBUTION.OUTSIDE_AREA');
    if (reference.lane === 'professional') return command;
    const [lng, lat] = snapToGrain([command.place.lng, command.place.lat], grainMetres);
    const place: Place = { ...command.place, lng, lat };
    return { ...command, place };
  }
}

/** Participants see what participants see, whatever they ask for; staff chooses between console and projector. */
function audienceOf(caller: AnyCaller, asked: 'facilitator' | 'projector' | 'participant') {
  return caller.participant ? ('participant' as const) : asked;
}
