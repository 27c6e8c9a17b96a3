import { EXERCISES, liveCommandSchemas, PROMISES, type Step, usualStep } from '@buurtbalans/domain';
import { cellAt, cellName, contains } from '@buurtbalans/geo';
import { describe, expect, it } from 'vitest';
import { inputOf, paperCommand, type PaperContext, undoOf } from './paper-command.ts';
import { newPaperIds } from './paper-ids.ts';
import { pickedText, placeBook, placeOf } from '../fields/place-of.ts';

const area = {
  type: 'Polygon' as const,
  coordinates: [
    [
      [4.82, 52.37],
      [4.83, 52.37],
      [4.83, 52.38],
      [4.82, 52.38],
      [4.82, 52.37],
    ],
  ] as [number, number][][],
};
const named = [
  { id: 'a', label: 'Confuciusbuurt', lng: 4.825, lat: 52.375 },
  { id: 'b', label: 'Sloterpark', lng: 4.822, lat: 52.372 },
  { id: 'c', label: 'Sloterplas', lng: 4.821, lat: 52.371 },
];
const writing = usualStep('s', 'silent_writing');
const book = placeBook(area, 50, writing, named);
const ids = newPaperIds();
const context = (step: Step, change: Partial<PaperContext> = {}): PaperContext => ({
  step,
  lane: 'resident',
  items: ['option:0'],
  places: book,
  ...change,
});
const card = { kind: 'weak_spot', theme: 'youth', text: ' Donker pad ', place: '' };

describe('a place that is typed', () => {
  it('[K20] is the square of the paper map, inside the area', () => {
    for (const typed of ['b4', 'F6', '3c']) {
      const found = placeOf(typed, book);
      if (!found || typeof found === 'string') throw new Error(`${typed}: ${found}`);
      expect(contains(area, [found.place.lng, found.place.lat])).toBe(true);
      expect(cellName(cellAt(book.grid, [found.place.lng, found.place.lat])!)).toBe(found.name);
    }
  });

  it('is a name, or the beginning of one that is clear', () => {
    expect(placeOf('confu', book)).toMatchObject({ place: { label: 'Confuciusbuurt' } });
    expect(placeOf('SLOTERPARK', book)).toMatchObject({ place: { label: 'Sloterpark' } });
    expect([
      placeOf('sloter', book),
      placeOf('nergens', book),
      placeOf('Z9', book),
      placeOf('b4', null),
      placeOf(' ', book),
    ]).toEqual(['place_unknown', 'place_unknown', 'place_outside', 'place_unknown', null]);
  });
});

describe('a paper', () => {
  it('is entered by a command that the engine takes, and taken back by another, in every exercise', () => {
    const filled: Record<string, string> = {
      ...card,
      word: 'goed',
      fingers: '3',
      useful: '4',
      heard: '5',
      dots: '1',
      order: '1',
      'scores option:0': '42',
      what: 'Lampen',
      owner: 'bewoners',
      language: 'tr',
    };
    for (const exercise of EXERCISES) {
      const step = usualStep('s', exercise);
      if (inputOf(step) === null) continue;
      const command = paperCommand(context(step), filled, ids);
      if (typeof command === 'string') throw new Error(`${exercise}: ${command}`);
      expect([exercise, liveCommandSchemas[command.type].safeParse(command).success]).toEqual([exercise, true]);
      const undo = undoOf(step, ids);
      expect([exercise, liveCommandSchemas[undo.type].safeParse(undo).success]).toEqual([exercise, true]);
    }
    expect(EXERCISES.filter((exercise) => inputOf({ exercise }) === null)).toEqual(['clustering']);
  });

  it('[K25] holds only ids that are made anew, and of the secret only its hash', () => {
    const command = JSON.stringify(paperCommand(context(writing), { ...card, number: '904711083' }, ids));
    expect(command).not.toContain('904711083');
    expect(command).not.toContain(ids.secret);
    expect(command).toContain(ids.ownerHash);
    expect(newPaperIds()).not.toEqual(newPaperIds());
  });

  it('says what is missing, first things first', () => {
    const gapOf = (filled: Record<string, string>, change: Partial<PaperContext> = {}, step = writing) =>
      paperCommand(context(step, change), filled, ids);
    expect(gapOf(card, { lane: 'professional' })).toBe('organisation');
    expect(gapOf({ ...card, kind: '' })).toBe('kind');
    expect(gapOf({ ...card, theme: '' })).toBe('theme');
    expect(gapOf({ ...card, theme: '' }, {}, { ...writing, theme: 'youth' })).toMatchObject({ theme: 'youth' });
    expect(gapOf({ ...card, text: ' ' })).toBe('text');
    expect(gapOf({ ...card, place: 'A1x' })).toBe('place_unknown');
    expect(gapOf({ ...card, picked: pickedText({ lng: 4.825, lat: 52.375 }) })).toMatchObject({
      text: 'Donker pad',
      place: { lng: 4.825, lat: 52.375 },
    });
    expect(gapOf({}, {}, usualStep('s', 'parking_lot'))).toBe('text');
    expect(gapOf({ what: 'Lampen' }, {}, usualStep('s', PROMISES))).toBe('owner');
    expect(gapOf({ what: 'Lampen', owner: 'bewoners' }, { lane: 'professional' }, usualStep('s', PROMISES))).toBe(
      'organisation',
    );
  });
});
