import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../trajectory/given.testing.ts';

describe('shared picture and plan', () => {
  it('[F1] evidence names what exists, and a retracted statement leaves it', () => {
    const given = new Given().analysis().released(200, 'resident').finding(300);
    expect(
      given.try({ type: 'SetEvidence', findingId: idOf(300), statementIds: [idOf(200), idOf(299)], indicatorIds: [] }),
    ).toMatchObject({ issues: [{ path: 'statementIds.1' }] });
    given.do({ type: 'SetEvidence', findingId: idOf(300), statementIds: [idOf(200)], indicatorIds: [] });
    given.do({ type: 'RetractStatement', statementId: idOf(200), reason: 'te herleiden' });
    expect(given.state!.findings[idOf(300)]!.statementIds).toEqual([]);
  });

  it('[F2] a revised finding is unchecked, and a changed picture is no longer approved', () => {
    const given = new Given().plan();
    given.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' });
    given.do({
      type: 'ReviseFinding',
      findingId: idOf(300),
      title: 'Anders',
      text: 'Anders.',
      theme: 'youth',
      place: null,
      testable: true,
    });
    expect(given.state!.findings[idOf(300)]).toMatchObject({
      verdict: null,
      number: 1,
      statementIds: [idOf(200), idOf(201)],
    });
    expect(given.state!.sharedPicture).toMatchObject({ number: 1, approvedAt: null });
  });

  it('[F3] confirmed or contradicted needs a figure', () => {
    const given = new Given().analysis().finding(300);
    const check = { type: 'RecordCheck', findingId: idOf(300), note: '' } as const;
    expect(given.try({ ...check, verdict: 'contradicted' })).toMatchObject({ blocks: [{ code: 'check.noIndicator' }] });
    given.do({ ...check, verdict: 'not_testable' });
  });

  it('[L4] a released statement has no reference to contributions, and no organisation in the resident lane', () => {
    const given = new Given().analysis().released(200, 'resident').released(201, 'professional');
    expect(given.state!.statements[idOf(200)]!.organisationType).toBeNull();
    expect(given.state!.statements[idOf(201)]!.organisationType).toBe('police');
    // the command names what it was written from; no event and no state does
    const kept = JSON.stringify([given.journal, given.state]);
    expect(kept).not.toContain(idOf(2_900));
    expect(Object.keys(given.state!.statements[idOf(200)]!).sort()).toEqual([
      'behind',
      'kind',
      'lane',
      'organisationType',
      'place',
      'placeName',
      'sessionId',
      'text',
      'theme',
    ]);
  });

  it('[R1] the same document asked for twice is one job', () => {
    const given = new Given().plan();
    const ask = { type: 'RequestReport', document: 'plan', format: 'pdf', language: 'nl' } as const;
    const first = given.do({ ...ask, reportId: idOf(500) });
    expect(first.effects).toEqual([{ kind: 'job', job: 'reports.render', payload: { reportId: idOf(500) } }]);
    const second = given.do({ ...ask, reportId: idOf(501) });
    expect(second).toMatchObject({ events: [], effects: [] });
    given.do(
      { type: 'RecordReport', reportId: idOf(500), outcome: 'rendered', sha256: 'a', pages: 3 },
      { role: 'system' },
    );
    expect(given.do({ ...ask, reportId: idOf(502) }).effects).toHaveLength(1);
  });

  it('[R40] a document that is cancelled stays so, whatever the worker says later, and can be asked for again', () => {
    const given = new Given().plan();
    const ask = { type: 'RequestReport', document: 'plan', format: 'pdf', language: 'nl' } as const;
    given.do({ ...ask, reportId: idOf(500) });
    expect(given.do({ type: 'CancelReport', reportId: idOf(500) }).events).toMatchObject([{ type: 'ReportCancelled' }]);
    expect(given.do({ type: 'CancelReport', reportId: idOf(500) }).events).toEqual([]);
    expect(
      given.do(
        { type: 'RecordReport', reportId: idOf(500), outcome: 'rendered', sha256: 'a', pages: 3 },
        { role: 'system' },
      ).events,
    ).toEqual([]);
    expect(given.state!.reports[idOf(500)]).toMatchObject({ status: 'cancelled' });
    expect(given.do({ ...ask, reportId: idOf(501) }).effects).toHaveLength(1);
    expect(given.try({ type: 'CancelReport', reportId: idOf(600) })).toMatchObject({ kind: 'refused' });
  });
});
