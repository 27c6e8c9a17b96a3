import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { renderHtml } from '../../packages/reports/src/render/render-html.ts';
import { renderPdf } from '../../packages/reports/src/render/render-pdf.ts';
import { apiBesideReports } from './report/api-beside.ts';
import { startPrinter } from './report/browser.ts';
import { reportOf } from './report/content.ts';
import { peakOf } from './report/memory.ts';
import type { Figure } from './figure.ts';

const ROUNDS = 9;
/** Chapters that make about so many pages. */
const CHAPTERS = { pages20: 8, pages24: 10, pages300: 136 } as const;

function median(values: readonly number[]): number {
  return values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!;
}

async function seconds(work: () => unknown): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

async function peakOfChild(name: string, isBelowOnly: boolean): Promise<number> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'report', name), String(CHAPTERS.pages24), '5'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const ended = once(child, 'exit').then(([code]) => {
    if (code !== 0) throw new Error(`${name} ended with ${code}`);
  });
  return peakOf(child.pid!, isBelowOnly, ended);
}

/** Reports as tagged PDF, beside a warm browser that prints the HTML edition of the same document. */
export async function* reportBench(): AsyncGenerator<Figure> {
  const document = reportOf(CHAPTERS.pages24);
  const html = renderHtml(document);
  const { pages } = renderPdf(document);
  const printer = await startPrinter();
  const times: { ours: number; print: number }[] = [];
  try {
    await printer.print(html);
    for (let round = 0; round < ROUNDS; round += 1)
      times.push({ ours: await seconds(() => renderPdf(document)), print: await seconds(() => printer.print(html)) });
  } finally {
    await printer.stop();
  }
  const [ours, print] = [median(times.map((time) => time.ours)), median(times.map((time) => time.print))];
  yield {
    name: 'report.print_vs_ours.24p',
    value: print / ours,
    unit: 'ratio',
    against: `warm Chromium printing our HTML edition, ${print.toFixed(2)} s; ours ${ours.toFixed(2)} s for ${pages} pages; median of ${ROUNDS}; at least 3`,
  };

  const [mine, browser] = [await peakOfChild('render.child.ts', false), await peakOfChild('print.child.ts', true)];
  yield {
    name: 'report.memory_vs_print.24p',
    value: mine / browser,
    unit: 'ratio',
    against: `processes of the browser, ${Math.round(browser)} MB; ours ${Math.round(mine)} MB; peak proportional set size; at most 0.7`,
  };

  const [short, long] = [reportOf(CHAPTERS.pages20), reportOf(CHAPTERS.pages300)];
  const perPage: { short: number; long: number }[] = [];
  const [shortPages, longPages] = [renderPdf(short).pages, renderPdf(long).pages];
  for (let round = 0; round < 3; round += 1)
    perPage.push({
      short: (await seconds(() => renderPdf(short))) / shortPages,
      long: (await seconds(() => renderPdf(long))) / longPages,
    });
  yield {
    name: 'report.cost_per_page_300_vs_20',
    value: median(perPage.map((time) => time.long)) / median(perPage.map((time) => time.short)),
    unit: 'ratio',
    against: `${longPages} and ${shortPages} pages, each with two maps; median of 3; at most 1.3`,
  };

  const { rounds, made } = await apiBesideReports();
  const [rest, rendering] = [median(rounds.map((round) => round.rest)), median(rounds.map((round) => round.rendering))];
  const ratios = rounds.map((round) => round.rendering / round.rest);
  yield {
    name: 'report.api_p99_with_20_queued',
    value: median(ratios),
    unit: 'ratio',
    against: `reading a trajectory at rest, ${rest.toFixed(1)} ms at the 99th percentile; ${rendering.toFixed(1)} ms while ${made} reports were made in ${rounds.length} rounds (${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}); at most 2`,
  };
}
