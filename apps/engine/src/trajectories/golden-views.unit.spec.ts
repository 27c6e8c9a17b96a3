import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journalEntrySchema, overviewRowSchema, trajectoryViewSchema } from '@buurtbalans/contracts';
import { fold, ROLES, type Role, shippedTemplates, type TrajectoryEvent } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { misfits } from '../platform/answers.testing.ts';
import { journalItem } from './journal-item.ts';
import { overviewRow } from './overview-row.ts';
import { trajectoryView } from './trajectory-view.ts';

const GOLDEN = join(import.meta.dirname, '../../../../packages/domain/src/trajectory/golden');
const names = readdirSync(GOLDEN).filter((name) => name.endsWith('.json'));
const template = shippedTemplates[0]!;
const directory = { district: (code: string) => code, person: (id: string) => id };
const id = '00000000-0000-4000-8000-000000000099';

/** Every text of a journal under its key: what stands beside it is not kept with it. */
const textsOf = (journal: readonly TrajectoryEvent[]): Map<string, string> =>
  new Map(
    journal.flatMap(({ data, commandId }) =>
      Object.values<unknown>({ ...data })
        .filter((value): value is string => typeof value === 'string' && value.startsWith(`${commandId}.`))
        .map((key) => [key, key.endsWith('.area') ? '{"type":"Polygon","coordinates":[]}' : 'a text']),
    ),
  );

describe('what is told of journals that were kept of released versions', () => {
  it.each(names)('[E140] %s: at every position, to every role, is what the contract says', (name) => {
    const { journal } = JSON.parse(readFileSync(join(GOLDEN, name), 'utf8')) as { journal: TrajectoryEvent[] };
    const contents = textsOf(journal);
    const found = journal.flatMap((entry, index) => {
      const trajectory = { id, state: fold(journal.slice(0, index + 1))! };
      const now = new Date(entry.at);
      const told = (role: Role): string[] => {
        const texts = role === 'facilitator' || role === 'research_adviser' ? contents : undefined;
        const actor = { role, accountId: id };
        const view = JSON.stringify(
          trajectoryView({ trajectory, template, contents: texts, reports: [], directory, actor, now }),
        );
        const item = JSON.stringify(journalItem(entry, texts, directory.person));
        return [
          ...misfits(trajectoryViewSchema, view),
          ...misfits(journalEntrySchema, item),
          ...(texts || !`${view}${item}`.includes('a text') ? [] : [`a text is told to a ${role}`]),
        ];
      };
      const row = JSON.stringify(overviewRow(trajectory, template, directory, now));
      return [...ROLES.flatMap(told), ...misfits(overviewRowSchema, row)].map((fault) => `${entry.type}: ${fault}`);
    });
    expect([...new Set(found)]).toEqual([]);
  });
});
