import { ProductError } from '@buurtbalans/contracts';
import { addContribution, type Database, listAreas, listOrganisations, readLaneChanges, withdrawContribution } from '@buurtbalans/database';
import type { Place } from '@buurtbalans/domain';
import { personalSpans } from '@buurtbalans/figures';
import { contains, innerPoint, snapToGrain } from '@buurtbalans/geo';
import { Controller, Inject } from '@nestjs/common';
import { listBoundaries, listParks } from '@buurtbalans/database';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { laneReader, participantOf } from './session-access.ts';
import { readSessionDetails, type SessionDetails } from './session-view.ts';

/** What participants see and put in. */
@Controller()
export class ContributionsController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('readParticipation')
  async participation(@TheCall() { caller, params }: Call<'readParticipation'>) {
    const participant = participantOf(caller, params.sessionId);
    const { reference, session, title, question, areaName, geometry, grainMetres, state } = await readSessionDetails(this.db, participant);
    if (!geometry) throw new ProductError('SESSION.NOT_FOUND');
    const organisation = participant.organisationId ? ((await listOrganisations(this.db)).find(({ id }) => id === participant.organisationId) ?? null) : null;
    const places = await this.places(state.area?.codes ?? [], geometry);
    return { sessionId: reference.sessionId, lane: reference.lane, title, question, areaName, geometry, status: session.status, organisation, places, grainMetres };
  }

  @Route('listContributions')
  async list(@TheCall() { caller, params, query }: Call<'listContributions'>) {
    const scope = await laneReader(this.db, caller, params.sessionId);
    return { items: [...(await readLaneChanges(this.db, scope, query.after)).contributions] };
  }

  @Route('contribute')
  async contribute(@TheCall() { caller, params, body }: Call<'contribute'>) {
    const participant = participantOf(caller, params.sessionId);
    if (participant.lane === 'resident' && !body.withdrawalHash) throw new ProductError('REQUEST.INVALID', { fields: ['withdrawalHash'] });
    const spans = body.confirmedNotPersonal ? [] : personalSpans(body.text);
    if (spans.length > 0) throw new ProductError('CONTRIBUTION.PERSONAL', { spans: spans.map((span) => span.text), found: spans });
    const details = await readSessionDetails(this.db, participant);
    const place = body.place && placeWithin(body.place, details);
    const stored = await addContribution(this.db, participant, { ...body, place, withdrawalHash: participant.lane === 'resident' ? body.withdrawalHash : null });
    if (stored === 'not_open') throw new ProductError('SESSION.NOT_OPEN');
    if (stored === 'id_taken') throw new ProductError('REQUEST.INVALID', { fields: ['id'] });
    return stored;
  }

  @Route('withdrawContribution')
  async withdraw(@TheCall() { caller, params, body }: Call<'withdrawContribution'>) {
    const participant = participantOf(caller, params.sessionId);
    const gone = participant.lane === 'resident' && (await withdrawContribution(this.db, participant, params.contributionId, body.secret));
    if (!gone) throw new ProductError('CONTRIBUTION.NOT_FOUND');
  }

  /** Places to choose from without the map: the neighbourhoods of the area and the parks in it. */
  private async places(codes: readonly string[], geometry: NonNullable<SessionDetails['geometry']>) {
    const [areas, borders, parks] = await Promise.all([listAreas(this.db, { codes }), listBoundaries(this.db, { codes }), listParks(this.db)]);
    const at = (id: string, label: string, [lng, lat]: [number, number]) => ({ id, label, lng, lat });
    const inAreas = areas.map((area) => at(area.code, area.name, innerPoint(borders.find((border) => border.code === area.code)!.geometry)));
    const inParks = parks.flatMap((park) => (park.name && contains(geometry, innerPoint(park.geometry)) ? [at(`park-${park.name}`, park.name, innerPoint(park.geometry))] : []));
    return [...inAreas, ...inParks].sort((one, other) => one.label.localeCompare(other.label, 'nl'));
  }
}

/** A place inside the area; a resident's is kept no finer than the grain that was agreed. */
function placeWithin(place: Place, { geometry, grainMetres, reference }: SessionDetails): Place {
  if (geometry && !contains(geometry, [place.lng, place.lat])) throw new ProductError('CONTRIBUTION.OUTSIDE_AREA');
  if (reference.lane === 'professional') return place;
  const [lng, lat] = snapToGrain([place.lng, place.lat], grainMetres);
  return { ...place, lng, lat };
}
