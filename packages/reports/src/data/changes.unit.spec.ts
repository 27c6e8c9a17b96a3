import { describe, expect, it } from 'vitest';
import { slotermeerSnapshot } from '../fixtures/slotermeer.testing.ts';
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
});
