import type { CardView } from '@buurtbalans/domain';
import type { MapMark } from '#lib/map/map-things.ts';
import { kindName, kindSign, kindTone } from './kinds.ts';
import { cardText } from './item-names.ts';
import { themeName } from '#lib/texts/theme-names.ts';

/** Marks for the cards that have a place. */
export function cardMarks(cards: readonly CardView[]): MapMark[] {
  return cards.flatMap((card) =>
    card.place
      ? [
          {
            id: card.id,
            lng: card.place.lng,
            lat: card.place.lat,
            sign: kindSign(card.kind),
            label: `${kindName(card.kind)}, ${themeName(card.theme)}: ${cardText(card).slice(0, 80)}`,
            tone: kindTone(card.kind),
          },
        ]
      : [],
  );
}
