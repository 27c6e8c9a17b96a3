import { ProductError } from '@buurtbalans/contracts';
import { type Database, listSessions, type SessionReference } from '@buurtbalans/database';
import { type LiveCaller, type LiveCommand, type Place, wordsOfCommand } from '@buurtbalans/domain';
import { contains, snapToGrain } from '@buurtbalans/geo';
import { type LiveCall, readLiveState } from '@buurtbalans/workflow';
import { Controller, Inject } from '@nestjs/common';
import type { Config } from '../platform/config.ts';
import { isSuspect } from '../platform/personal-words.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { audienceOf } from './audience-of.ts';
import { readPromises } from './lane-sessions.ts';
import { LiveRooms } from './live-rooms.service.ts';
import { ParticipantLimits } from './participant-limits.service.ts';
import { asCaller, checkSeat } from './seats.ts';
import { SessionAreas } from './session-areas.service.ts';

/** Live sessions: commands up, and to whoever asks its own projection down. */
@Controller()
export class LiveController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly rooms: LiveRooms,
    private readonly areas: SessionAreas,
    private readonly limits: ParticipantLimits,
  ) {}

  @Route('sendLive')
  async send(@TheCall() { caller, session: reference, body }: Call<'sendLive'>) {
    if (caller.participant) this.limits.count(caller.participant, body.command.type);
    const command = await this.placed(reference, body.command);
    const call: LiveCall = {
      commandId: body.commandId,
      command,
      caller: this.senderOf(caller),
      suspect: isSuspect(wordsOfCommand(command), 'confirmedNotPersonal' in command && command.confirmedNotPersonal),
    };
    const answer = await (await this.rooms.room(reference)).execute(call);
    if (answer.kind === 'refused') throw new ProductError(answer.code);
    if (command.type === 'SettlePromise') await this.settleElsewhere(reference, { ...call, command });
    return { seq: answer.seq, kept: answer.kept };
  }

  @Route('readLive')
  async read(@TheCall() { caller, session, query }: Call<'readLive'>) {
    const room = await this.rooms.room(session);
    const message = await room.read(audienceOf(caller, query.audience));
    if (caller.participant) checkSeat(this.config.BUURTBALANS_SECRET, room.snapshot, caller.participant);
    return message;
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
  private senderOf({ account, participant }: Call<'sendLive'>['caller']): LiveCaller & { readonly accountId?: string } {
    if (account) return { role: 'facilitator', organisationId: null, accountId: account.id, voter: () => '' };
    return asCaller(this.config.BUURTBALANS_SECRET, participant);
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
