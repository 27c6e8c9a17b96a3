import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fromStored } from '../stored-state.ts';
import { fold } from '../trajectory.evolve.ts';
import { type Golden, goldenJourney } from './journey.testing.ts';

const released = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.json'));
const read = (name: string): Golden => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8')) as Golden;

describe('journals of released versions', () => {
  it.each(released)('[E15] %s folds to the state that it had', (name) => {
    const { journal, state } = read(name);
    expect(JSON.parse(JSON.stringify(fold(journal)))).toEqual(state);
    expect(journal.length).toBeGreaterThan(50);
  });

  it.each(released)('[T33] %s stored a state that is read as the one of today', (name) => {
    const { stored, state } = read(name);
    expect(fromStored(stored)).toEqual(state);
    expect(fromStored(state)).toEqual(state);
  });

  it('[E15] hold each kind of event that a trajectory of today goes through, in one of them', () => {
    const kept = new Set(released.flatMap((name) => read(name).journal.map(({ type }) => type)));
    const today = new Set(goldenJourney().journal.map(({ type }) => type));
    expect([...today].filter((type) => !kept.has(type))).toEqual([]);
  });
});
