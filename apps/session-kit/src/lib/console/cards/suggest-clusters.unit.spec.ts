import type { CardView } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { metresBetween, subjectWords, suggestClusters } from './suggest-clusters.ts';

let count = 0;
const card = (text: string, changes: Partial<CardView> = {}): CardView => ({
  id: `card-${(count += 1)}`,
  seq: count,
  stepId: 'writing',
  kind: 'weak_spot',
  theme: 'public_space',
  text,
  place: null,
  organisationId: null,
  parentId: null,
  language: 'nl',
  translation: null,
  moderation: 'shown',
  late: false,
  clusterId: null,
  ...changes,
});
const HERE = { lng: 4.82, lat: 52.375 };
const idsOf = (cards: readonly CardView[]) => suggestClusters(cards).map(({ cardIds }) => [...cardIds]);

describe('suggested clusters', () => {
  it('joins cards of one theme that share words, whatever their ending', () => {
    const cards = [
      card('De kapotte banken bij het water'),
      card('Een bank is kapot, ook aan het water'),
      card('Te weinig bomen en struiken'),
    ];
    expect(idsOf(cards)).toEqual([[cards[0]!.id, cards[1]!.id]]);
    expect(suggestClusters(cards)[0]).toMatchObject({ theme: 'public_space', words: ['banken', 'kapotte', 'water'] });
  });

  it('joins cards of one theme that lie near each other, and names their place', () => {
    const near = { ...HERE, lng: HERE.lng + 0.001, label: 'Sloterplas' };
    const cards = [
      card('Zwerfvuil', { place: { ...HERE, label: 'Sloterplas' } }),
      card('Donkere hoek', { place: near }),
      card('Gladde stoep', { place: { lng: 4.84, lat: 52.38 } }),
    ];
    expect(suggestClusters(cards)).toMatchObject([
      { cardIds: [cards[0]!.id, cards[1]!.id], place: 'Sloterplas', isNear: true },
    ]);
  });

  it('never joins different themes', () => {
    expect(
      idsOf([card('Donkere steeg', { place: HERE }), card('Donkere steeg', { place: HERE, theme: 'youth' })]),
    ).toEqual([]);
  });

  it('leaves cards alone that are in a cluster, wait, were removed or came late', () => {
    const text = 'Kapotte lantaarns bij het plein';
    expect(
      idsOf([
        card(text),
        card(text, { clusterId: 'one' }),
        card(text, { moderation: 'waiting' }),
        card(text, { moderation: 'removed' }),
        card(text, { late: true }),
      ]),
    ).toEqual([]);
  });

  it('puts each card in one proposal at most', () => {
    const cards = Array.from({ length: 30 }, (_, index) =>
      card(['lantaarn kapot', 'bankje nodig', 'lantaarn bankje'][index % 3]!),
    );
    const proposed = idsOf(cards).flat();
    expect(new Set(proposed).size).toBe(proposed.length);
    expect(proposed.length).toBeGreaterThan(20);
  });

  it('compares the Dutch version where there is one', () => {
    const cards = [
      card('Sokak lambaları kırık', { language: 'tr', translation: 'Lantaarns zijn kapot' }),
      card('Kapotte lantaarns'),
    ];
    expect(idsOf(cards)).toHaveLength(1);
  });

  it('gives nothing of nothing', () => {
    expect([suggestClusters([]), suggestClusters([card('Alleen')]), suggestClusters([card('!!'), card('??')])]).toEqual(
      [[], [], []],
    );
  });
});

describe('words and distances', () => {
  it('takes what says nothing out of a text', () => {
    expect([...subjectWords('Het is hier vaak veel te donker op de straat').values()]).toEqual(['donker']);
    expect([...subjectWords('مكان مظلم').keys()]).toHaveLength(2);
  });

  it('measures in metres', () => {
    expect(metresBetween(HERE, { lng: HERE.lng + 0.001, lat: HERE.lat })).toBeCloseTo(68, 0);
    expect(metresBetween(HERE, { lng: HERE.lng, lat: HERE.lat + 0.001 })).toBeCloseTo(111.2, 0);
  });
});
