import { barChart } from '../../../packages/reports/src/drawing/bar-chart.ts';
import type { Drawing, Mark, Point } from '../../../packages/reports/src/drawing/drawing.ts';
import {
  type Block,
  figure,
  heading,
  list,
  note,
  paragraph,
  type ReportDocument,
  table,
} from '../../../packages/reports/src/model.ts';

const FEATURES = 3_000;
const SENTENCE =
  'Bewoners en professionals noemen het plein op meer dan een avond, en zeggen er los van elkaar hetzelfde over: het licht is slecht en er is weinig toezicht. ';

/** A map of three thousand places, each with its own shade and border. */
function map(): Drawing {
  const columns = 75;
  const size = 496 / columns;
  const marks = Array.from({ length: FEATURES }, (_, index): Mark => {
    const [x, y] = [(index % columns) * size, Math.floor(index / columns) * size];
    const corners = Array.from({ length: 12 }, (_corner, turn): Point => [
      x + size / 2 + (size / 2) * Math.cos((turn * Math.PI) / 6),
      y + size / 2 + (size / 2) * Math.sin((turn * Math.PI) / 6),
    ]);
    const shade = (200 + ((index * 7) % 50)).toString(16);
    return {
      kind: 'shape',
      closed: true,
      lines: [corners],
      fill: `#${shade}${shade}ff`,
      pen: { color: '#1a3d7c', width: 0.3 },
    };
  });
  return { width: 496, height: (FEATURES / columns) * size, marks };
}

function chapter(number: number): Block[] {
  const rows = Array.from({ length: 18 }, (_, row) => [
    `Cijfer ${number}.${row + 1} over de buurt`,
    '2024',
    `${(row * 37) % 100} %`,
    `${(row * 53) % 100} %`,
    `${(row * 71) % 100} %`,
    'CBS StatLine, 85984NED',
  ]);
  const groups = Array.from({ length: 6 }, (_, group) => ({
    name: `Onderwerp ${number}.${group + 1}`,
    bars: [20, 45, 60].map((value) => ({ value: value + group * 5, label: `${value + group * 5} %` })),
  }));
  return [
    heading(2, `Hoofdstuk ${number}`),
    ...Array.from({ length: 2 }, () => paragraph(SENTENCE.repeat(3))),
    table(
      `Cijfers van hoofdstuk ${number}`,
      ['Cijfer', 'Jaar', 'Gebied', 'Stadsdeel', 'Stad', 'Bron'],
      rows,
      [1, 2, 3, 4],
    ),
    figure(
      barChart(['Gebied', 'Stadsdeel', 'Stad'], groups),
      `Staven voor zes onderwerpen van hoofdstuk ${number}, naast stadsdeel en stad.`,
      `Staafdiagram ${number}`,
    ),
    list(Array.from({ length: 6 }, (_, item) => `Bevinding ${number}.${item + 1}: ${SENTENCE}`)),
    note('Bron: eigen telling.'),
    heading(3, `Wat er is gezegd over ${number}`),
    ...Array.from({ length: 2 }, () => paragraph(SENTENCE.repeat(3))),
  ];
}

/** A report with two maps and so many chapters, each with a table and a chart; ten chapters are 24 pages. */
export function reportOf(chapters: number): ReportDocument {
  const maps = [1, 2].flatMap((number) => [
    heading(2, `Kaart ${number}`),
    figure(map(), `Kaart van de buurt met ${FEATURES} vakken, de meeste in het noorden.`, `Kaart ${number}`),
  ]);
  return {
    title: 'Gedeeld beeld',
    subtitle: 'Meting',
    language: 'nl',
    createdAt: '2026-06-01T09:00:00.000Z',
    marks: [],
    footer: 'Meting · stand van 1 juni 2026',
    blocks: [...maps, ...Array.from({ length: chapters }, (_, index) => chapter(index + 1)).flat()],
  };
}
