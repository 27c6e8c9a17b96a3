import type { ReportLinkItem } from '@buurtbalans/contracts';
import {
  endedOf,
  hasWithdrawnWords,
  isBeside,
  mayLeave,
  type ReportState,
  type TrajectoryState,
  versionShown,
} from '@buurtbalans/domain';
import { linkToken } from '@buurtbalans/workflow';
import { hashToken } from '../platform/access/sign-in.ts';

type Entry = readonly [string, ReportState];

/** What is stored beside the state: the hashes of the addresses of links, and which documents have had their file cleared away. */
interface Stored {
  readonly links: readonly { readonly linkId: string; readonly tokenHash: Buffer }[];
  readonly reports: readonly { readonly reportId: string; readonly fileGoneAt: Date | null }[];
}

/** The token of a link, which follows from the secret; null when it was made under another one, where it was another. */
export function tokenOf(linkId: string, links: Stored['links'], secret: string): string | null {
  const token = linkToken(secret, linkId);
  return links.find((link) => link.linkId === linkId)?.tokenHash.equals(hashToken(token)) ? token : null;
}

/** Links of a trajectory, the latest first, and the documents that can have one. */
export function sharingView(state: TrajectoryState, stored: Stored, secret: string) {
  const path = (linkId: string): string | null => {
    const token = tokenOf(linkId, stored.links, secret);
    return token === null ? null : `/shared/${token}`;
  };
  const reports = Object.entries(state.reports);
  const links = reports.flatMap(([reportId, report]): ReportLinkItem[] =>
    Object.entries(report.links ?? {}).map(([id, { pdfReportId, publishedAt, withdrawnAt, readers, until }]) => ({
      id,
      reportId,
      ...identityOf(report),
      hasPdf: pdfReportId !== null,
      publishedAt,
      withdrawnAt,
      path: withdrawnAt === null && !readers ? path(id) : null,
      shared: readers ? { organisationIds: [...new Set(Object.values(readers))], until: until ?? '' } : null,
    })),
  );
  const gone = new Set(stored.reports.flatMap(({ reportId, fileGoneAt }) => (fileGoneAt ? [reportId] : [])));
  const present = reports.filter(([reportId]) => !gone.has(reportId));
  const publishable = present.filter(isPublishable(state)).map(([reportId, report]) => ({
    reportId,
    pdfReportId: pdfBeside(present, report),
    ...identityOf(report),
    requestedAt: report.requestedAt,
  }));
  return {
    links: links.sort((one, other) => other.publishedAt.localeCompare(one.publishedAt)),
    publishable: publishable.sort((one, other) => other.requestedAt.localeCompare(one.requestedAt)),
  };
}

const isPublishable =
  (state: TrajectoryState) =>
  ([, report]: Entry): boolean =>
    report.format === 'html' &&
    report.status === 'rendered' &&
    mayLeave(report) &&
    !endedOf(report, state) &&
    (report.document === 'profile' || !hasWithdrawnWords(report, state));

/** Which of several documents of one name it is. */
function identityOf(report: ReportState) {
  const { document, language, standing = null, shownAt, requestedAt } = report;
  return {
    document,
    language,
    version: versionShown(report) ?? null,
    standing,
    shownAt: shownAt ?? requestedAt,
  };
}

/** The latest PDF of the same content. */
function pdfBeside(reports: readonly Entry[], page: ReportState): string | null {
  const found = reports.filter(([, other]) => isBeside(other, page));
  return found.sort(([, one], [, other]) => other.requestedAt.localeCompare(one.requestedAt))[0]?.[0] ?? null;
}
