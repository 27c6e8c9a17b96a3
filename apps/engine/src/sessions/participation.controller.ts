import { ProductError } from '@buurtbalans/contracts';
import { type Database, listBoundaries, listParks } from '@buurtbalans/database';
import { namedPlaces } from '@buurtbalans/geo';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { sharingCommitmentStatus } from '@buurtbalans/domain';
import { organisationsOf, readSessionDetails } from './session-view.ts';

/** What the participant's page shows beside the live session. */
@Controller()
export class ParticipationController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('readParticipation')
  async participation(@TheCall() { caller: { participant } }: Call<'readParticipation'>) {
    const { reference, session, title, question, areaName, geometry, grainMetres, state } = await readSessionDetails(
      this.db,
      participant,
    );
    if (session.status === 'closed' || session.status === 'cancelled') throw new ProductError('SESSION.OVER');
    if (!geometry) throw new ProductError('SESSION.NOT_FOUND');
    const alliance = organisationsOf(state);
    const organisation = alliance.find(({ id }) => id === participant.organisationId) ?? null;
    const organisations = reference.lane === 'professional' ? alliance : [];
    const committing = participant.organisationId ? state.organisations[participant.organisationId] : undefined;
    const commitment = committing ? sharingCommitmentStatus(committing, new Date()) : null;
    const [borders, parks] = await Promise.all([
      listBoundaries(this.db, { codes: state.area?.codes ?? [] }),
      listParks(this.db),
    ]);
    const places = namedPlaces(geometry, borders, parks);
    return {
      sessionId: reference.sessionId,
      lane: reference.lane,
      title,
      question,
      areaName,
      geometry,
      status: session.status,
      organisation,
      organisations,
      commitment,
      places,
      grainMetres,
    };
  }
}
