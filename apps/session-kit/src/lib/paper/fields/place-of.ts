import type { AreaGeometry, Place, Step } from '@buurtbalans/domain';
import { cellName, type NamedPlace, parseCell, type PlaceGrid, placeGrid, positionIn } from '@buurtbalans/geo';

/** What a place is looked up in: the same squares as on paper, and the places that people know by name. */
export interface PlaceBook {
  readonly area: AreaGeometry;
  readonly grid: PlaceGrid;
  readonly named: readonly NamedPlace[];
}

/** Why what was typed is no place. */
export type PlaceGap = 'place_outside' | 'place_unknown';

/** A place that was typed, and its name to check it by. */
export interface FoundPlace {
  readonly place: Place;
  readonly name: string;
  /** Whether it is a square of the paper map. */
  readonly isCell: boolean;
}

/** The places of a step. */
export function placeBook(
  area: AreaGeometry,
  grainMetres: number,
  step: Pick<Step, 'area'>,
  named: readonly NamedPlace[],
): PlaceBook {
  return { area, grid: placeGrid(area, grainMetres, step.area), named };
}

const LIKE_A_CELL = /^\s*[a-z]\s*\d{1,2}\s*$/i;
const bare = (text: string): string => text.trim().toLowerCase();

/** The place that was typed: a square (B4), or a name or the beginning of one; null for an empty text. */
export function placeOf(typed: string, book: PlaceBook | null): FoundPlace | PlaceGap | null {
  if (typed.trim() === '') return null;
  if (!book) return 'place_unknown';
  const cell = parseCell(book.grid, typed);
  if (cell) {
    const position = positionIn(book.grid, cell, book.area);
    return position
      ? { place: { lng: position[0], lat: position[1] }, name: cellName(cell), isCell: true }
      : 'place_outside';
  }
  if (LIKE_A_CELL.test(typed)) return 'place_outside';
  const found =
    book.named.find(({ label }) => bare(label) === bare(typed)) ??
    onlyOne(book.named.filter(({ label }) => bare(label).startsWith(bare(typed))));
  return found
    ? { place: { lng: found.lng, lat: found.lat, label: found.label }, name: found.label, isCell: false }
    : 'place_unknown';
}

/** A place that was pointed at on the map, as it is kept among what was typed. */
export const pickedText = (place: Place | null): string => (place ? `${place.lng} ${place.lat}` : '');

/** The place that {@link pickedText} wrote. */
export function pickedOf(text: string | undefined): Place | null {
  const [lng, lat] = (text ?? '').split(' ').map(Number);
  return lng && lat ? { lng, lat } : null;
}

const onlyOne = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);
