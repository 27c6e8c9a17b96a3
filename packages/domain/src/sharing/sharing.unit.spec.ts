import { describe, expect, it } from 'vitest';
import { Given, idOf } from '../trajectory/given.testing.ts';
import type { CommandInput } from '../trajectory/trajectory.commands.ts';
import type { DocumentKind } from '../documents/documents.commands.ts';

function rendered(
  given: Given,
  number: number,
  document: DocumentKind = 'shared-picture',
  format: 'html' | 'pdf' = 'html',
): string {
  const reportId = idOf(number);
  given.do({ type: 'RequestReport', reportId, document, format, language: 'nl' });
  given.do({ type: 'RecordReport', reportId, outcome: 'rendered', sha256: 'ab', pages: 1 }, { role: 'system' });
  return reportId;
}

const publish = (reportId: string, pdfReportId: string | null = null) =>
  ({ type: 'PublishReport', linkId: idOf(700), reportId, pdfReportId }) as const;

describe('public links', () => {
  it('[R134] a document with words of an organisation that withdrew its agreement since does not leave anew', () => {
    const given = new Given().plan();
    const before = rendered(given, 500);
    const profile = rendered(given, 503, 'profile');
    given.do(publish(before));
    given.do({ type: 'WithdrawCommitment', organisationId: idOf(101), reason: 'toch niet' });
    const anew = { ...publish(before), linkId: idOf(701) };
    expect(given.try(anew)).toMatchObject({ blocks: [{ code: 'link.withdrawn' }] });
    // what is out stays out until somebody withdraws it, and figures have no words
    expect(given.state!.reports[before]!.links![idOf(700)]).toMatchObject({ withdrawnAt: null });
    given.do({ ...publish(profile), linkId: idOf(702) });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    given.do({ ...publish(rendered(given, 504)), linkId: idOf(703) });
  });

  it.each([
    [
      'whose statement was taken away',
      [
        { type: 'WithdrawCommitment', organisationId: idOf(101), reason: 'toch niet' },
        { type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' },
        { type: 'RetractStatement', statementId: idOf(201), reason: 'te herleiden' },
      ],
    ],
    [
      'that signed anew, without its words',
      [
        { type: 'WithdrawCommitment', organisationId: idOf(101), reason: 'toch niet' },
        {
          type: 'SignCommitment',
          organisationId: idOf(101),
          data: 'x',
          purpose: 'y',
          until: '2099-01-01',
          words: false,
        },
      ],
    ],
    [
      'that agreed to less without withdrawing',
      [
        {
          type: 'SignCommitment',
          organisationId: idOf(101),
          data: 'x',
          purpose: 'y',
          until: '2099-01-01',
          words: false,
        },
      ],
    ],
  ] satisfies [string, CommandInput[]][])('[R134] nor of one %s', (_, commands) => {
    const given = new Given().plan();
    const before = rendered(given, 500);
    for (const command of commands) given.do(command);
    expect(given.try(publish(before))).toMatchObject({ blocks: [{ code: 'link.withdrawn' }] });
  });

  it('[R163] what holds no longer is neither published nor shared anew', () => {
    const given = new Given().plan();
    const before = rendered(given, 500);
    const profile = rendered(given, 503, 'profile');
    given.do(publish(before));
    given.do({ type: 'RecordDissent', dissentId: idOf(600), organisationId: idOf(101), text: 'Nee', findingId: null });
    const anew = { ...publish(before), linkId: idOf(701) };
    const shared = {
      type: 'ShareReport',
      linkId: idOf(702),
      reportId: before,
      pdfReportId: null,
      readers: [{ id: idOf(703), organisationId: idOf(101) }],
      until: '2099-01-01',
    } as const;
    for (const command of [anew, shared])
      expect(given.try(command)).toMatchObject({ code: 'COMMAND.BLOCKED', blocks: [{ code: 'link.ended' }] });
    given.do({ ...publish(profile), linkId: idOf(704) });
    given.do({ type: 'ApproveSharedPicture', changes: '' });
    expect(given.try(anew)).toMatchObject({ blocks: [{ code: 'link.ended' }] });
    given.do({ ...publish(rendered(given, 504)), linkId: idOf(705) });
    expect(given.state!.sharedPicture.ended).toEqual({ 1: expect.any(String) });
  });

  it('[R90] a document of a picture that was not approved is refused, also when the picture is approved later', () => {
    const given = new Given().analysis().finding(300);
    const concept = rendered(given, 500);
    expect(given.try(publish(concept))).toMatchObject({ code: 'COMMAND.BLOCKED', blocks: [{ code: 'link.concept' }] });
    const approved = new Given().plan();
    const reportId = rendered(approved, 500);
    approved.do(publish(reportId, rendered(approved, 501, 'shared-picture', 'pdf')));
    expect(approved.state!.reports[reportId]!.links![idOf(700)]).toMatchObject({
      pdfReportId: idOf(501),
      withdrawnAt: null,
    });
    approved.do({ type: 'GoBack', from: 'plan', to: 'analysis', reason: 'aanvulling' });
    approved.do({
      type: 'ReviseFinding',
      findingId: idOf(300),
      title: 'Anders',
      text: 'Anders.',
      theme: 'youth',
      place: null,
      testable: false,
    });
    const changed = rendered(approved, 502);
    expect(approved.try({ ...publish(changed), linkId: idOf(701) })).toMatchObject({
      blocks: [{ code: 'link.concept' }],
    });
    approved.do({ type: 'ApproveSharedPicture', changes: '' });
    expect(approved.try({ ...publish(changed), linkId: idOf(702) })).toMatchObject({
      blocks: [{ code: 'link.concept' }],
    });
  });

  it('[R91] only a rendered page leaves, never minutes, and with no other document beside it', () => {
    const given = new Given().plan();
    const html = rendered(given, 500);
    const pdf = rendered(given, 501, 'plan', 'pdf');
    expect(given.try(publish(pdf))).toMatchObject({ blocks: [{ code: 'link.notRendered' }] });
    expect(given.try(publish(html, pdf))).toMatchObject({ issues: [{ path: 'pdfReportId' }] });
    const sessionId = Object.keys(given.state!.sessions).find((id) => given.state!.sessions[id]!.status === 'closed')!;
    given.do({
      type: 'RequestReport',
      reportId: idOf(502),
      document: 'minutes',
      format: 'html',
      language: 'nl',
      sessionId,
    });
    given.do(
      { type: 'RecordReport', reportId: idOf(502), outcome: 'rendered', sha256: 'ab', pages: 0 },
      { role: 'system' },
    );
    expect(given.try(publish(idOf(502)))).toMatchObject({ blocks: [{ code: 'link.notPublic' }] });
  });

  it('[R98] what is shared with organisations keeps the same rules, names no person, and takes reactions until a day that is still to come', () => {
    const given = new Given().plan();
    const reportId = rendered(given, 500);
    const [organisationId] = Object.keys(given.state!.organisations);
    const share: Extract<CommandInput, { type: 'ShareReport' }> = {
      type: 'ShareReport',
      linkId: idOf(700),
      reportId,
      readers: [{ id: idOf(800), organisationId: organisationId! }],
      until: given.now.slice(0, 10),
    };
    expect(given.try({ ...share, until: '2020-01-01' })).toMatchObject({
      issues: [{ path: 'until', problem: 'in_past' }],
    });
    expect(given.try({ ...share, readers: [{ id: idOf(800), organisationId: idOf(999) }] })).toMatchObject({
      issues: [{ path: 'readers.0.organisationId' }],
    });
    const shared = given.do(share);
    expect(shared.effects).toEqual([{ kind: 'job', job: 'shares.send', payload: { linkId: idOf(700) } }]);
    expect(given.state!.reports[reportId]!.links![idOf(700)]).toMatchObject({
      readers: { [idOf(800)]: organisationId },
      until: share.until,
      withdrawnAt: null,
    });
    const concept = new Given().analysis().finding(300);
    const unapproved = rendered(concept, 500);
    expect(concept.try({ ...share, reportId: unapproved })).toMatchObject({ blocks: [{ code: 'link.concept' }] });
  });

  it('[R92] a link is withdrawn at any time, also of a trajectory that was stopped, and never comes back', () => {
    const given = new Given().plan();
    const reportId = rendered(given, 500);
    given.do(publish(reportId));
    given.do({ type: 'Stop', reason: 'klaar' });
    given.do({ type: 'WithdrawReportLink', linkId: idOf(700) });
    expect(given.state!.reports[reportId]!.links![idOf(700)]!.withdrawnAt).not.toBeNull();
    expect(given.do({ type: 'WithdrawReportLink', linkId: idOf(700) }).events).toEqual([]);
    given.do({ type: 'Reopen', reason: 'toch' }, { role: 'programme_manager', accountId: idOf(9_000) });
    expect(given.try(publish(reportId))).toMatchObject({ issues: [{ path: 'linkId' }] });
  });
});
