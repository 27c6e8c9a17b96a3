import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import { renderHtml } from '../render/render-html.ts';
import { composeChanges } from './changes.ts';

describe('what changed between two versions', () => {
  it('[R97] says in words which findings, actions and questions are new, changed or gone', async () => {
    const before = await slotermeerSnapshot();
    const [one, two, three] = before.findings;
    const after = await slotermeerSnapshot({
      findings: [
        { ...one!, text: 'Sinds de zomer is het rustiger.' },
        three!,
        { ...two!, id: 'f4', number: 4, title: 'Een nieuw buurthuis' },
      ],
      actions: [],
      gaps: [],
      picture: { number: 2, approvedOn: '2026-06-20T09:00:00.000Z', changes: 'Na de zomer bijgewerkt.' },
    });
    const html = renderHtml(composeChanges(before, after, 'plan', 'nl'));
    for (const line of [
      'van versie 1 naar versie 2',
      'Na de zomer bijgewerkt.',
      'Gewijzigd: Bevinding 1: Onrust',
      'Nieuw: Bevinding 4: Een nieuw buurthuis',
      'Vervallen: Bevinding 2',
      'Vervallen: 1. Verlichting',
      'Vervallen: Wie komt er',
    ])
      expect(html).toContain(line);
    expect(html).not.toContain('Bevinding 3');
    expect(renderHtml(composeChanges(before, before, 'shared-picture', 'en'))).toContain('Nothing has changed here.');
  });

  it('[R97] misses nothing that a document shows', async () => {
    const before = await slotermeerSnapshot();
    const [finding] = before.findings;
    const [indicator] = before.indicators;
    const [session] = before.sessions;
    const [gap] = before.gaps;
    const others: readonly [string, Partial<ReportSnapshot>][] = [
      ['a question', { trajectory: { ...before.trajectory, question: 'Waarom is het hier zo?' } }],
      ['a border', { area: { ...before.area!, neighbourhoods: [] } }],
      [
        'a figure',
        { indicators: [{ ...indicator!, area: { value: 1, status: 'present' } }, ...before.indicators.slice(1)] },
      ],
      [
        'the source of a figure',
        {
          indicators: [
            { ...indicator!, source: { ...indicator!.source, release: 'x' } },
            ...before.indicators.slice(1),
          ],
        },
      ],
      ['a figure less', { indicators: before.indicators.slice(1) }],
      ['a place', { findings: [{ ...finding!, place: null }, ...before.findings.slice(1)] }],
      ['evidence', { findings: [{ ...finding!, statements: [], indicatorIds: [] }, ...before.findings.slice(1)] }],
      ['dissent', { dissent: [...before.dissent, { organisation: 'Politie', text: 'Wij zien dat anders.' }] }],
      ['a session', { sessions: [{ ...session!, closed: !session!.closed }, ...before.sessions.slice(1)] }],
      ['an organisation', { organisations: before.organisations.slice(1) }],
      ['statements', { statements: before.statements.slice(1) }],
      ['an answer', { gaps: [{ ...gap!, answer: 'Op vrijdag.' }, ...before.gaps.slice(1)] }],
    ];
    const [other] = before.indicators.filter(({ indicatorId }) => finding!.indicatorIds.includes(indicatorId));
    const elsewhere = before.indicators.map((one) =>
      one === other ? { ...one, city: { value: 2, status: 'present' as const } } : one,
    );
    for (const kind of ['shared-picture', 'resident-edition', 'plan'] as const) {
      const after = await slotermeerSnapshot({ indicators: elsewhere });
      expect([kind, renderHtml(composeChanges(before, after, kind, 'nl'))]).toEqual([
        kind,
        expect.stringContaining('Gewijzigd: '),
      ]);
    }
    const left = { ...before.statements[0]!, id: 'left', text: 'Er rijden scooters.' };
    const [was, is] = [left, { ...left, id: 'other', text: 'Er rijden brommers.' }].map((one) => ({
      statements: [...before.statements, one],
    }));
    const unused = renderHtml(
      composeChanges(await slotermeerSnapshot(was), await slotermeerSnapshot(is), 'shared-picture', 'nl'),
    );
    for (const line of ['Vervallen: “Er rijden scooters.”', 'Nieuw: “Er rijden brommers.”'])
      expect(unused).toContain(line);
    for (const [what, other] of others) {
      const after = await slotermeerSnapshot(other);
      const html = renderHtml(composeChanges(before, after, 'shared-picture', 'nl'));
      expect([what, /(Nieuw|Gewijzigd|Vervallen): /.test(html)]).toEqual([what, true]);
    }
  });
});
