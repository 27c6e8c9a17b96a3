import { describe, expect, it } from 'vitest';
import { EFFECT_JOBS, effectKey, jobOf, KEY_PARTS, SYSTEM_COMMAND_ID } from './effect-keys.ts';

describe('the key of a job', () => {
  it('[T30] is what it was in every release, for what lies in a database', () => {
    const trajectoryId = 't';
    expect([
      effectKey('reports.render', { trajectoryId, reportId: 'r' }),
      effectKey('reminders.send', { trajectoryId, key: 'gap-overdue.g', setSeq: 3 }),
      effectKey('invitations.send', { trajectoryId, sessionId: 's', number: 2 }),
      effectKey('shares.send', { trajectoryId, linkId: 'l' }),
      effectKey('imports.read', { importId: 'i' }),
      effectKey('programme.render', { reportId: 'p' }),
    ]).toEqual([
      'report-r.t',
      'reminder.gap-overdue.g.3.t',
      'invitation.s.2.t',
      'share.l.t',
      'import-i',
      'programme-p',
    ]);
  });

  it('[T30] and the id of a command that the system sends are so too', () => {
    expect([SYSTEM_COMMAND_ID.FireTimer('gap-overdue.g', 3), SYSTEM_COMMAND_ID.RecordReport('r')]).toEqual([
      'timer.gap-overdue.g.3',
      'report.r.recorded',
    ]);
  });

  it('[T30] tells any two effects apart', () => {
    const effect = { kind: 'job', job: 'invitations.send', payload: { sessionId: 's', number: 1 } } as const;
    const keys = [
      jobOf(effect, 't'),
      jobOf(effect, 'u'),
      jobOf({ ...effect, payload: { sessionId: 's', number: 11 } }, 't'),
      jobOf({ ...effect, payload: { sessionId: 'r', number: 1 } }, 't'),
    ].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
    const beginnings = Object.values(KEY_PARTS).map(([prefix]) => prefix);
    expect(new Set(beginnings).size).toBe(beginnings.length);
    expect(EFFECT_JOBS.every((job) => KEY_PARTS[job].at(-1) === 'trajectoryId')).toBe(true);
  });
});
