import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contentShown,
  defaultTemplate,
  evolve,
  fold,
  type TrajectoryEvent,
  type TrajectoryState,
} from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { buildSnapshot } from '../build-snapshot.ts';
import { toGeoJson } from '../data/to-geojson.ts';
import { toSpreadsheet } from '../data/to-spreadsheet.ts';
import { compose } from './compose.ts';

const GOLDEN = join(import.meta.dirname, '../../../domain/src/trajectory/golden/0.4.0.json');
const { journal } = JSON.parse(readFileSync(GOLDEN, 'utf8')) as { journal: readonly TrajectoryEvent[] };
const SQUARE = JSON.stringify({
  type: 'Polygon',
  coordinates: [
    [
      [4.8, 52.37],
      [4.81, 52.37],
      [4.81, 52.38],
      [4.8, 52.37],
    ],
  ],
});
/** Each text says which one it is. */
class Texts extends Map<string, string> {
  override get(id: string): string {
    return id.endsWith('.area') ? SQUARE : id;
  }
}

/** How it stood when the picture was approved that still is. */
function approvedIn({ version, sharedPicture }: TrajectoryState): TrajectoryState | null {
  if (sharedPicture.approvedAt === null) return null;
  const at = journal.findLastIndex(({ seq, type }) => seq <= version && type === 'SharedPictureApproved');
  return fold(journal.slice(0, at + 1));
}

/** All that a document says at a position, but when and where that is. */
function saidAt(state: TrajectoryState, document: 'shared-picture' | 'resident-edition' | 'plan' | 'profile'): string {
  const snapshot = buildSnapshot({
    trajectoryId: '00000000-0000-4000-8000-000000000001',
    state,
    agreed: state.plan ? fold(journal.slice(0, state.plan.asOf)) : null,
    approved: approvedIn(state),
    contents: new Texts(),
    template: { ...defaultTemplate, version: state.template.version },
    at: '2026-06-01T09:00:00.000Z',
    sessionId: null,
    districtName: 'Nieuw-West',
    neighbourhoods: [],
    parks: [],
    figures: [],
  });
  const shown = { ...snapshot, asOf: { ...snapshot.asOf, position: 0 } };
  return JSON.stringify([
    compose(shown, document, 'nl'),
    toSpreadsheet(shown, document, 'nl').body.toString('base64'),
    toGeoJson(shown, document).body.toString(),
  ]);
}

describe('the mark of what a document shows', () => {
  it.each(['shared-picture', 'resident-edition', 'plan', 'profile'] as const)(
    '[R107] two states with one mark give one %s in every form, and others differ',
    (document) => {
      const said = new Map<string, string>();
      let [state, repeated]: [TrajectoryState | null, number] = [null, 0];
      for (const entry of journal) {
        state = evolve(state, entry);
        // what is agreed is shown at its agreement, whatever comes after
        if (document === 'plan' && state.plan && state.plan.changedAt === undefined) continue;
        const mark = contentShown(state, document)!;
        const words = saidAt(state, document);
        if (said.has(mark)) repeated += 1;
        expect([entry.seq, entry.type, said.get(mark) ?? words]).toEqual([entry.seq, entry.type, words]);
        said.set(mark, words);
      }
      expect(said.size).toBeGreaterThan(5);
      expect(repeated).toBeGreaterThan(10);
    },
  );
});
