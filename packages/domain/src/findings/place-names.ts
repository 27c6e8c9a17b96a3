import type { Place } from '../trajectory/command-parts.ts';
import type { ContentId } from '../trajectory/event-parts.ts';
import type { TrajectoryState } from '../trajectory/trajectory-state.ts';

/** A place as an event has it: where it is. What it is called lies beside the journal, as everything that somebody writes. */
export const whereOf = (place: Place | null): Place | null => place && { lng: place.lng, lat: place.lat };

interface Placed {
  readonly place: Place | null;
  readonly placeName?: ContentId | null | undefined;
}

const named = <T extends Placed>(things: Readonly<Record<string, T>>, contents: ReadonlyMap<string, string>) =>
  Object.fromEntries(
    Object.entries(things).map(([id, thing]) => {
      const label = thing.placeName ? contents.get(thing.placeName) : undefined;
      return [id, thing.place && label !== undefined ? { ...thing, place: { ...thing.place, label } } : thing];
    }),
  ) as Record<string, T>;

/**
 * A state whose places are called as those who wrote them did, for whoever may read texts. Journals of versions before 0.4
 * have the names in their events, and in the state that follows from them.
 */
export const withPlaceNames = (state: TrajectoryState, contents: ReadonlyMap<string, string>): TrajectoryState => ({
  ...state,
  statements: named(state.statements, contents),
  findings: named(state.findings, contents),
});
