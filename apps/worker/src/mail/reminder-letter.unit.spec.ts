import { PHASES } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import type { Reminder } from './reminder.ts';
import { reminderLetter } from './reminder-letter.ts';

const around = {
  trajectoryName: 'Plein "Zuid" <b>&',
  link: 'https://buurtbalans.example.nl/trajectories/1',
  firedAt: '2026-03-01T08:30:00.000Z',
};
const session = (plannedFor: string): Reminder => ({
  kind: 'session-reminder',
  sessionId: '4d7f3c1e-30b7-4c1b-9c58-1f0c8f1f7a11',
  session: { lane: 'resident', number: 2, plannedFor, status: 'planned' },
});

describe('a letter', () => {
  it('stands in Dutch, and under a line in English, also as HTML that shows a name as it is', () => {
    const letter = reminderLetter(
      { kind: 'commitment-expiring', organisation: 'Buurtteam <West>', until: '2026-03-29' },
      around,
    );
    expect(letter.subject).toBe('Plein "Zuid" <b>&: de deelafspraak met Buurtteam <West> loopt af');
    expect(letter.text.split('--------').map((part) => part.trim().split('\n')[0])).toEqual([
      'De deelafspraak met Buurtteam <West> in het traject Plein "Zuid" <b>& geldt tot en met 29 maart 2026. Is er daarna nog een deelafspraak nodig? Maak die dan op tijd.',
      'The sharing commitment with Buurtteam <West> in the trajectory Plein "Zuid" <b>& holds up to and including 29 March 2026. If one is needed after that, make it in time.',
    ]);
    expect(letter.html).toContain(
      'De deelafspraak met Buurtteam &lt;West&gt; in het traject Plein &quot;Zuid&quot; &lt;b&gt;&amp; geldt',
    );
    expect(letter.html).not.toMatch(/<b>|<West>/);
    expect(letter.html).toContain('<a href="https://buurtbalans.example.nl/trajectories/1">');
  });

  it.each([
    ['2026-03-28T19:30:00+01:00', 'zaterdag 28 maart 2026 om 19:30', 'Saturday, 28 March 2026 at 19:30'],
    ['2026-03-29T19:30:00+02:00', 'zondag 29 maart 2026 om 19:30', 'Sunday, 29 March 2026 at 19:30'],
    ['2026-10-24T19:30:00+02:00', 'zaterdag 24 oktober 2026 om 19:30', 'Saturday, 24 October 2026 at 19:30'],
    ['2026-10-25T19:30:00+01:00', 'zondag 25 oktober 2026 om 19:30', 'Sunday, 25 October 2026 at 19:30'],
    ['2026-12-31T23:30:00Z', 'vrijdag 1 januari 2027 om 00:30', 'Friday, 1 January 2027 at 00:30'],
  ])('tells the moment %s by the Dutch clock', (plannedFor, dutch, english) => {
    const { text } = reminderLetter(session(plannedFor), around);
    expect(text).toContain(dutch);
    expect(text).toContain(english);
  });

  it('is the same each time that it is made, its calendar file too', () => {
    expect(reminderLetter(session('2026-03-29T10:00:00Z'), around)).toEqual(
      reminderLetter(session('2026-03-29T10:00:00Z'), around),
    );
  });

  it('keeps a name from adding lines, and fills nothing that a name asks for', () => {
    const { subject } = reminderLetter(
      { kind: 'gap-overdue', due: '2026-03-29' },
      { ...around, trajectoryName: 'Een\r\nBcc: a@example.nl {date}' },
    );
    expect(subject).toBe('Een Bcc: a@example.nl {date}: een witte vlek is over de datum');
  });

  it('leaves nothing to be filled in, in any phase', () => {
    for (const phase of PHASES) {
      const { text, subject } = reminderLetter({ kind: 'phase-overdue', phase, since: '2026-03-01T00:00:00Z' }, around);
      expect(subject + text).not.toMatch(/[{}]|undefined/);
    }
  });
});
