import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../trajectory/given.testing.ts';

const ask = { type: 'RequestReport', document: 'plan', format: 'pdf', language: 'nl' } as const;
const made = (given: Given, number: number) =>
  given.do(
    { type: 'RecordReport', reportId: idOf(number), outcome: 'rendered', sha256: 'a', pages: 3 },
    { role: 'system' },
  );

describe('documents that are asked for', () => {
  it('[R2] the state knows the last of each kind, the last that was made, and those with a link, however many were asked for', () => {
    const given = new Given().plan();
    given.do({ ...ask, document: 'shared-picture', format: 'html', reportId: idOf(500) });
    made(given, 500);
    given.do({ type: 'PublishReport', linkId: idOf(600), reportId: idOf(500) });
    const size = () => JSON.stringify(given.state).length;
    let small = 0;
    for (let number = 1_000; number < 1_200; number += 1) {
      given.do({ ...ask, reportId: idOf(number) });
      if (number % 3 === 0) made(given, number);
      else given.do({ type: 'CancelReport', reportId: idOf(number) });
      given.do({ ...ask, document: 'shared-picture', format: 'html', reportId: idOf(number + 5_000) });
      made(given, number + 5_000);
      if (number === 1_004) small = size();
    }
    expect(Object.keys(given.state!.reports).length).toBeLessThanOrEqual(6);
    expect(given.state!.reports[idOf(500)]).toMatchObject({ status: 'rendered' });
    expect(
      Object.values(given.state!.reports).filter(({ document, status }) => document === 'plan' && status === 'rendered')
        .length,
    ).toBeGreaterThan(0);
    expect(size()).toBeLessThan(small * 1.2);
  });

  it('[R2] documents of an earlier version of the picture stay known', () => {
    const given = new Given().plan();
    given.do({ ...ask, reportId: idOf(500) });
    made(given, 500);
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    for (const number of [501, 502]) {
      given.do({ ...ask, reportId: idOf(number) });
      made(given, number);
    }
    expect(Object.keys(given.state!.reports)).toEqual([idOf(500), idOf(501), idOf(502)]);
  });

  it('[R100] a picture that was approved without its figures has those of the first request, and a profile those of its own', () => {
    const given = new Given().plan();
    const [first, second] = ['a', 'b'].map((sign) => sign.repeat(64));
    given.do({ ...ask, reportId: idOf(500), facts: first });
    made(given, 500);
    given.do({ ...ask, document: 'shared-picture', reportId: idOf(501), facts: second });
    given.do({ ...ask, document: 'profile', reportId: idOf(502), facts: second });
    expect([500, 501, 502].map((number) => given.state!.reports[idOf(number)]!.facts)).toEqual([first, first, second]);
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    given.do({ type: 'ApproveSharedPicture', changes: '', facts: second });
    given.do({ ...ask, reportId: idOf(503), facts: 'c'.repeat(64) });
    expect(given.state!.reports[idOf(503)]!.facts).toBe(second);
  });

  it('[R3] a request that was lost keeps nobody from asking again after a day', () => {
    const given = new Given().plan();
    given.do({ ...ask, reportId: idOf(500) });
    expect(given.do({ ...ask, reportId: idOf(501) }).effects).toEqual([]);
    given.now = '2026-03-03T09:00:01.000Z';
    const again = given.do({ ...ask, reportId: idOf(502) });
    expect(again.events.map(({ type }) => type)).toEqual(['ReportCancelled', 'ReportRequested']);
    expect(given.state!.reports).toMatchObject({
      [idOf(500)]: { status: 'cancelled' },
      [idOf(502)]: { status: 'requested' },
    });
  });

  it('[R1] [R109] asked for while the very same is under way it names that one, and makes no second job', () => {
    const given = new Given().plan();
    expect(given.do({ ...ask, reportId: idOf(500) })).toMatchObject({ reportId: idOf(500) });
    expect(given.do({ ...ask, reportId: idOf(501) })).toMatchObject({ events: [], effects: [], reportId: idOf(500) });
    expect(Object.keys(given.state!.reports)).toEqual([idOf(500)]);
  });

  it('[R109] asked for after a change there is a new one, in the place of the older of that version', () => {
    const given = new Given().plan();
    const picture = { ...ask, document: 'shared-picture' } as const;
    given.do({ ...picture, reportId: idOf(500) });
    given.do({ type: 'ConcludeDissent' });
    expect(given.do({ ...picture, reportId: idOf(501) })).toMatchObject({
      events: [{ type: 'ReportCancelled' }, { type: 'ReportRequested' }],
      reportId: idOf(501),
    });
    // one of an earlier version goes on
    given.do({ type: 'RecordDissent', dissentId: idOf(320), organisationId: idOf(101), text: 'Nee', findingId: null });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    given.do({ ...picture, reportId: idOf(502) });
    expect(given.state!.reports).toMatchObject({
      [idOf(501)]: { status: 'requested', pictureNumber: 1 },
      [idOf(502)]: { status: 'requested', pictureNumber: 2 },
    });
    // other figures make another profile
    const profile = { ...ask, document: 'profile' } as const;
    given.do({ ...profile, reportId: idOf(503), facts: 'a'.repeat(64) });
    expect(given.do({ ...profile, reportId: idOf(504), facts: 'b'.repeat(64) })).toMatchObject({
      reportId: idOf(504),
    });
  });

  it('[R174] who joins the alliance after the approval makes no other document of what was approved', () => {
    const given = new Given().plan();
    const of = (number: number, format: 'html' | 'pdf') => {
      given.do({ ...ask, document: 'shared-picture', format, reportId: idOf(number) });
      const { asOf, shownAt, standing, content } = given.state!.reports[idOf(number)]!;
      return { asOf, shownAt, standing, content };
    };
    const before = of(500, 'html');
    given.organisation(2);
    expect(of(501, 'pdf')).toEqual(before);
    given.do({ type: 'ConcludeDissent' });
    expect(of(502, 'html').standing).toBe(2);
  });

  it('[R107] [R108] all forms of one content are of one moment and number; another content of that version has the next', () => {
    const given = new Given().plan();
    const picture = { ...ask, document: 'shared-picture' } as const;
    const shown = (number: number) => {
      made(given, number);
      const { asOf, shownAt, standing, pictureNumber } = given.state!.reports[idOf(number)]!;
      return { asOf, shownAt, standing, pictureNumber };
    };
    given.do({ ...picture, format: 'html', reportId: idOf(500) });
    const page = shown(500);
    given.now = '2026-03-04T09:00:00.000Z';
    given.do({ type: 'CancelTimer', key: 'phase-overdue', reason: 'later' });
    given.do({ ...picture, reportId: idOf(501) });
    expect(shown(501)).toEqual(page);
    expect(page).toMatchObject({ standing: 1, pictureNumber: 1, shownAt: '2026-03-02T09:00:00.000Z' });
    given.do({ type: 'ConcludeDissent' });
    given.do({ ...picture, reportId: idOf(502) });
    expect(shown(502)).toMatchObject({ standing: 2, pictureNumber: 1, shownAt: given.now });
    const publish = { type: 'PublishReport', linkId: idOf(600), reportId: idOf(500) } as const;
    expect(given.try({ ...publish, pdfReportId: idOf(502) })).toMatchObject({ issues: [{ path: 'pdfReportId' }] });
    given.do({ ...publish, pdfReportId: idOf(501) });
    // an action is nothing of the picture
    given.do({
      type: 'PlanAction',
      actionId: idOf(400),
      what: 'Verlichting',
      result: '',
      ownerOrganisationId: null,
      due: null,
      findingIds: [],
      indicatorId: null,
    });
    given.do({ ...picture, language: 'en', reportId: idOf(503) });
    expect(shown(503)).toMatchObject({ standing: 2 });
  });

  it('[R108] a profile shows figures of a moment and no version of the picture, and may leave', () => {
    const given = new Given().plan();
    given.do({ ...ask, document: 'profile', format: 'html', reportId: idOf(500), facts: 'a'.repeat(64) });
    made(given, 500);
    const { shownAt, pictureNumber, standing } = given.state!.reports[idOf(500)]!;
    expect({ shownAt, pictureNumber, standing }).toEqual({
      shownAt: given.now,
      pictureNumber: undefined,
      standing: undefined,
    });
    given.do({ type: 'PublishReport', linkId: idOf(600), reportId: idOf(500) });
  });
});
