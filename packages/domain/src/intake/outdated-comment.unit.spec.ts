import { describe, expect, it } from 'vitest';
import { ADVISER, Given } from '../trajectory/given.testing.ts';
import type { CommandInput } from '../trajectory/trajectory.commands.ts';

const ID = 'housing.one';
const commented = (): Given => {
  const given = new Given().prepareExchange();
  given.do({ type: 'CommentOnIndicator', indicatorId: ID, text: 'Er werd veel gebouwd.' }, ADVISER);
  return given;
};
const take = (changed: string[], years: Record<string, number> = {}): CommandInput => ({
  type: 'TakeFigures',
  figures: 'b'.repeat(64),
  years,
  changed,
  empty: [],
});
const choose = (year: number): CommandInput => ({ type: 'ChooseIndicator', indicatorId: ID, theme: 'housing', year });
const elsewhere = (given: Given, codes: string[]): CommandInput => ({
  type: 'SetArea',
  name: 'Gebied',
  codes,
  drawn: given.state!.area!.drawn,
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [4.8, 52.37],
        [4.81, 52.37],
        [4.81, 52.38],
        [4.8, 52.37],
      ],
    ],
  },
});

describe('a comment on a figure', () => {
  it.each([
    ['another value or source', () => take([ID])],
    ['a newer year', () => take([], { [ID]: 2025 })],
    ['a year that was chosen', () => choose(2023)],
    ['another area', (given: Given) => elsewhere(given, ['BU0363FA09'])],
  ] as const)(
    '[R146] is outdated once the figure has %s; its words stay, and a new one is of the new figure',
    (_, change) => {
      const given = commented();
      const { comment } = given.state!.indicators[ID]!;
      given.do(change(given));
      expect(given.state!.indicators[ID]).toMatchObject({ comment, outdated: true });
      given.do({ type: 'CommentOnIndicator', indicatorId: ID, text: 'Nu staat het stil.' }, ADVISER);
      expect(given.state!.indicators[ID]).not.toHaveProperty('outdated');
      expect(given.state!.indicators[ID]!.comment).not.toBe(comment);
    },
  );

  it.each([
    ['other figures change', () => take(['population.total'])],
    ['the same year is chosen', () => choose(2024)],
    ['the area is called otherwise', (given: Given) => elsewhere(given, given.state!.area!.codes)],
  ] as const)('[R146] stays as it was when %s', (_, change) => {
    const given = commented();
    given.do(change(given));
    expect(given.state!.indicators[ID]).not.toHaveProperty('outdated');
  });

  it('[R146] stays outdated when the figure is chosen again, and where there is none nothing is', () => {
    const given = commented();
    given.do(take([ID]));
    given.do(choose(2023));
    expect(given.state!.indicators[ID]!.outdated).toBe(true);
    const silent = new Given().prepareExchange();
    silent.do(take([ID]));
    expect(silent.state!.indicators[ID]).not.toHaveProperty('outdated');
  });
});
