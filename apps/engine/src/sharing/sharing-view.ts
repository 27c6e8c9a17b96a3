import type { ReportLinkItem } from '@buurtbalans/contracts';
import type { ReportState, TrajectoryState } from '@buurtbalans/domain';
import { linkToken } from '@buurtbalans/workflow';
import { hashToken } from '../platform/access/sign-in.ts';

type Entry = readonly [string, ReportState];

/** What is stored beside the state: the hashes of the addresses of links, and which documents have had their file cleared away. */
interface Stored {
  readonly links: readonly { readonly linkId: string; readonly tokenHash: Buffer }[];
  readonly reports: readonly { readonly reportId: string; readonly fileGoneAt: Date | null }[];
}

/** Links of a trajectory, the latest first, and the documents that can have one. */
export function sharingView(state: TrajectoryState, stored: Stored, secret: string) {
  const hashes = new Map(stored.links.map(({ linkId, tokenHash }) => [linkId, tokenHash]));
  const path = (linkId: string): string | null => {
    const token = linkToken(secret, linkId);
    // under another secret the address was another one
    return hashes.get(linkId)?.equals(hashToken(token)) ? `/shared/${token}` : null;
  };
  const reports = Object.entries(state.reports);
  const links = reports.flatMap(
    ([reportId, { document, language, pictureNumber = 0, links: of = {} }]): ReportLinkItem[] =>
      Object.entries(of).map(([id, { pdfReportId, publishedAt, withdrawnAt, readers, until }]) => ({
        id,
        reportId,
        document,
        language,
        pictureNumber,
        hasPdf: pdfReportId !== null,
        publishedAt,
        withdrawnAt,
        path: withdrawnAt === null && !readers ? path(id) : null,
        shared: readers ? { organisationIds: [...new Set(Object.values(readers))], until: until ?? '' } : null,
      })),
  );
  const gone = new Set(stored.reports.flatMap(({ reportId, fileGoneAt }) => (fileGoneAt ? [reportId] : [])));
  const present = reports.filter(([reportId]) => !gone.has(reportId));
  const publishable = present
    .filter(isPublishable)
    .map(([reportId, { document, language, pictureNumber, requestedAt }]) => ({
      reportId,
      pdfReportId: pdfBeside(present, document, language, pictureNumber!),
      document,
      language,
      pictureNumber: pictureNumber!,
      requestedAt,
    }));
  return {
    links: links.sort((one, other) => other.publishedAt.localeCompare(one.publishedAt)),
    publishable: publishable.sort((one, other) => other.requestedAt.localeCompare(one.requestedAt)),
  };
}

const isPublishable = ([, report]: Entry): boolean =>
  report.document !== 'minutes' &&
  report.format === 'html' &&
  report.status === 'rendered' &&
  report.pictureNumber !== undefined;

/** The latest PDF of the same picture. */
function pdfBeside(
  reports: readonly Entry[],
  document: string,
  language: string,
  pictureNumber: number,
): string | null {
  const found = reports.filter(
    ([, other]) =>
      other.format === 'pdf' &&
      other.status === 'rendered' &&
      other.document === document &&
      other.language === language &&
      other.pictureNumber === pictureNumber,
  );
  return found.sort(([, one], [, other]) => other.requestedAt.localeCompare(one.requestedAt))[0]?.[0] ?? null;
}
