import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shippedTemplates } from '../template/templates.ts';
import { stateFaults } from './state-faults.ts';
import { begun, take, walks, WALKS } from './walking.ts';

describe.each(shippedTemplates)('what may never be so, through $id', { timeout: 300_000 }, (template) => {
  it('[T20] [T21] [T22] [F1] [F4] [F5] [F6] [F7] [F8] [F9] after each step of any walk', () => {
    fc.assert(
      fc.property(walks, (steps) => {
        const given = begun(template);
        for (const taken of steps) {
          const length = given.journal.length;
          take(given, taken);
          if (given.journal.length > length) expect(stateFaults(given.state!, given.journal, template)).toEqual([]);
        }
      }),
      { numRuns: WALKS },
    );
  });
});
