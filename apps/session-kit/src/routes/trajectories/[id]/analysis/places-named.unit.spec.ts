import { expect, it } from 'vitest';
import { placesNamed } from './places-named.ts';

const card = (id: string, label?: string) => ({ id, place: { lng: 4.8, lat: 52.37, ...(label && { label }) } });

it('names each place once, and first the one that most name', () => {
  const cards = [card('a'), card('b', 'Tuin'), card('c', 'Plein'), { id: 'd', place: null }, card('e', ' plein ')];
  expect(placesNamed(cards).map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(placesNamed([{ id: 'd', place: null }])).toEqual([]);
});
