import { m } from '#lib/paraglide/messages.js';
import { read } from '#lib/server/engine.ts';
import { blockSentence } from '#lib/texts/method/blocks.ts';
import { phaseName, sessionName, statusName } from '#lib/texts/names.ts';
import { showMoment } from '#lib/texts/moments.ts';
import { toCsv } from '#lib/trajectory/csv.ts';
import { applyFilter, askOf, filterOf } from '#lib/trajectory/overview-filter.ts';
import type { RequestHandler } from './$types';

/** The filtered overview as a file: progress only, as on the screen. */
export const GET: RequestHandler = async (event) => {
  const filter = filterOf(event.url.searchParams);
  const { items } = await read(event, 'listTrajectories', { query: askOf(filter) });
  const { rows } = applyFilter(items, filter);
  const head = [
    m.column_name(),
    m.column_district(),
    m.column_status(),
    m.column_phase(),
    m.column_days(),
    m.column_expected(),
    m.column_next(),
    m.column_professional(),
    m.column_resident(),
    m.column_blocks(),
    m.column_sharing_commitments(),
    m.column_gaps(),
    m.column_facilitators(),
  ];
  const lines = rows.map((row) => [
    row.name,
    row.district.name,
    statusName(row.status),
    phaseName(row.phase),
    row.daysInPhase,
    row.expectedDays,
    row.nextSession ? `${sessionName(row.nextSession)}, ${showMoment(row.nextSession.plannedFor)}` : '',
    row.sessionsClosed.professional,
    row.sessionsClosed.resident,
    row.blocks.map(blockSentence).join(' '),
    row.missingCommitments,
    row.overdueGaps,
    row.facilitators.join(', '),
  ]);
  return new Response(toCsv([head, ...lines]), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="buurtbalans-trajecten.csv"',
    },
  });
};
