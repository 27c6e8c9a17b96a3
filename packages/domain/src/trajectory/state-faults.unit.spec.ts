import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Guard, MethodTemplate, Phase } from '../template/method-template.ts';
import { shippedTemplates } from '../template/templates.ts';
import { FACILITATOR } from './given.testing.ts';
import { stateFaults } from './state-faults.testing.ts';
import { begun, take, walks, WALKS } from './walking.testing.ts';

const [amsterdam, short] = shippedTemplates as [MethodTemplate, MethodTemplate];
/** For each phase of one template its place in the other. */
const PLACES: Record<string, Record<string, Phase>> = {
  [amsterdam.id]: {
    preparation: 'preparation',
    intake: 'preparation',
    exchange: 'exchange',
    analysis: 'analysis',
    plan: 'plan',
    completed: 'completed',
    review: 'completed',
  },
  [short.id]: {
    preparation: 'preparation',
    exchange: 'exchange',
    analysis: 'analysis',
    plan: 'plan',
    completed: 'completed',
  },
};

const loosened = (guard: Guard): Guard => ({ ...guard, waivable: true });
/** As strict as a template can be about nothing: every command in every phase, every condition to be waived. */
function loose(template: MethodTemplate): MethodTemplate {
  const commands = Object.fromEntries(
    Object.entries(template.commands).map(([type, rule]) => [
      type,
      { roles: rule.roles, guards: rule.guards.map(loosened) },
    ]),
  );
  return {
    ...template,
    version: 90,
    transitions: template.transitions.map((step) => ({ ...step, guards: step.guards.map(loosened) })),
    commands,
  };
}

const named = (template: MethodTemplate) => ({ name: `${template.id} ${template.version}`, template });

describe.each([...shippedTemplates, ...shippedTemplates.map(loose)].map(named))(
  'what may never be so, through $name',
  { timeout: 300_000 },
  ({ template }) => {
    it('[T20] [T21] [T22] [F1] [F4] [F5] [F6] [F7] [F8] [F9] after each step of any walk', () => {
      fc.assert(
        fc.property(walks, (steps) => {
          const given = begun(template);
          for (const taken of steps) {
            const length = given.journal.length;
            take(given, taken);
            if (given.journal.length > length)
              expect(stateFaults(given.state!, given.journal, given.template)).toEqual([]);
          }
        }),
        { numRuns: WALKS },
      );
    });
  },
);

describe.each(shippedTemplates)(
  'what may never be so, also after a move from $id',
  { timeout: 300_000 },
  (template) => {
    it('[M10] [M12] and on any walk from there', () => {
      const other = template === amsterdam ? short : amsterdam;
      fc.assert(
        fc.property(walks, walks, (before, after) => {
          const given = begun(template);
          for (const taken of before) take(given, taken);
          given.try(
            {
              type: 'MoveToTemplate',
              templateId: other.id,
              templateVersion: other.version,
              phaseMap: PLACES[template.id],
              reason: 'nieuw',
            },
            FACILITATOR,
            other,
          );
          for (const taken of after) {
            const length = given.journal.length;
            take(given, taken);
            if (given.journal.length > length)
              expect(stateFaults(given.state!, given.journal, given.template)).toEqual([]);
          }
        }),
        { numRuns: Math.ceil(WALKS / 2) },
      );
    });
  },
);
