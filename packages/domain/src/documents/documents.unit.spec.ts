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
});
