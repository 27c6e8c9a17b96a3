import type { TrajectoryState } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';
import { isFileNeeded } from './clear-documents.ts';

type Report = TrajectoryState['reports'][string];
const report = (asOf: number, more: Partial<Report> = {}): Report => ({
  document: 'shared-picture',
  format: 'html',
  language: 'nl',
  sessionId: null,
  asOf,
  status: 'rendered',
  requestedAt: '',
  ...more,
});
const link = (pdfReportId: string | null, withdrawnAt: string | null = null) => ({
  link: { pdfReportId, publishedAt: '', withdrawnAt },
});
const needed = (reports: Record<string, Report>): string[] =>
  Object.keys(reports).filter((id) => isFileNeeded(reports, id));

describe('the file of a document', () => {
  it('[E98] is needed while it is the latest of its kind, form, language and session', () => {
    expect(
      needed({
        one: report(1),
        two: report(2),
        pdf: report(1, { format: 'pdf' }),
        english: report(1, { language: 'en' }),
        plan: report(1, { document: 'plan' }),
      }),
    ).toEqual(['two', 'pdf', 'english', 'plan']);
    expect(
      needed({ one: report(1), failed: report(2, { status: 'failed' }), asked: report(3, { status: 'requested' }) }),
    ).toEqual(['one', 'asked']);
  });

  it('[E98] is needed while it is the latest of a picture that was approved', () => {
    expect(
      needed({
        a: report(1, { pictureNumber: 1 }),
        b: report(2, { pictureNumber: 1 }),
        c: report(3, { pictureNumber: 2 }),
        concept: report(4),
      }),
    ).toEqual(['b', 'c', 'concept']);
  });

  it('[E98] is needed for good once it had a link, withdrawn or not, beside the page or as the page', () => {
    const page = report(1, { links: link('pdf') });
    expect(
      needed({
        page,
        old: report(2),
        latest: report(3),
        pdf: report(1, { format: 'pdf' }),
        newest: report(2, { format: 'pdf' }),
      }),
    ).toEqual(['page', 'latest', 'pdf', 'newest']);
    expect(needed({ page: report(1, { links: link(null, '2026-01-01') }), latest: report(2) })).toEqual([
      'page',
      'latest',
    ]);
  });

  it('[E98] of a document that the trajectory no longer knows is not needed', () => {
    expect(isFileNeeded({}, 'unknown')).toBe(false);
  });
});
