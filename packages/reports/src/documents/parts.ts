import { isDecided, type Lane, LANES, THEMES } from '@buurtbalans/domain';
import { drawMap } from '../map/draw-map.ts';
import { creditsOf } from '../map/map-texts.ts';
import { mainDirection } from '../map/describe-map.ts';
import { about, type Block, figure, heading, list, note, paragraph, type Run, table } from '../model.ts';
import type { ReportSnapshot, SnapshotFinding, SnapshotIndicator } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';
import type { Texts } from '../texts/texts.ts';
import { chartsOf } from './charts.ts';
import type { Evidence } from './evidence.ts';
import { creditWithTables, sourcesOf } from '../texts/sources-of.ts';

const labelled = (label: string, text: string | Run): Run[] => [
  { text: `${label}: `, strong: true },
  typeof text === 'string' ? { text } : text,
];

/** What the figures of a drawn area are of; undefined where they are of the area itself. */
export const drawnArea = ({ area }: Pick<ReportSnapshot, 'area'>, texts: Texts): string | undefined =>
  area?.drawn ? texts.drawnArea(area.neighbourhoods.map(({ name }) => name)) : undefined;

/** Question, area and neighbourhoods, and what the figures are of where the border is another. */
export function areaAndQuestion(snapshot: ReportSnapshot, { texts, said }: Writing): Block[] {
  const { area, trajectory } = snapshot;
  const names = area?.neighbourhoods.map((neighbourhood) => neighbourhood.name) ?? [];
  const drawn = drawnArea(snapshot, texts);
  return [
    heading(2, texts.area),
    paragraph(labelled(texts.question, trajectory.question ? said(trajectory.question) : texts.noQuestion)),
    ...(area
      ? [paragraph(labelled(texts.neighbourhoods, `${area.name} (${trajectory.districtName}): ${names.join(', ')}`))]
      : []),
    ...(drawn === undefined ? [] : [paragraph(drawn)]),
  ];
}

/** What the method asks for and was set aside, and why. */
const setAside = (snapshot: ReportSnapshot, texts: Texts): Block[] =>
  snapshot.setAside.map((one) => paragraph(texts.setAside(one)));

/** How the picture came about: numbers and organisations, no names. */
export function howItCameAbout(snapshot: ReportSnapshot, { texts, date }: Writing): Block[] {
  const { columns } = texts;
  const closed = (lane: string): number =>
    snapshot.sessions.filter((session) => session.lane === lane && session.closed).length;
  const released = (lane: string): number => snapshot.statements.filter((statement) => statement.lane === lane).length;
  const held = snapshot.sessions
    .filter((session) => session.closed)
    .map(({ number, lane, heldOn }) => [String(number), texts.lanes[lane], heldOn ? date(heldOn) : '–']);
  const organisations = snapshot.organisations.map(({ name, type }) => `${name} (${texts.organisationTypes[type]})`);
  return [
    heading(2, texts.how),
    paragraph(
      texts.howText(closed('professional'), closed('resident'), organisations.length, snapshot.organisationsTold),
    ),
    ...setAside(snapshot, texts),
    ...(held.length > 0 ? [table(texts.sessionsCaption, [columns.session, columns.lanes, columns.date], held)] : []),
    ...(snapshot.statements.length > 0
      ? [paragraph(texts.released(released('professional'), released('resident')))]
      : []),
    ...(organisations.length > 0 ? [heading(3, texts.organisations), list(organisations)] : []),
  ];
}

/** The map, with a description from the data and the list of what is on it, each with how it was checked. */
export function mapWithList(
  snapshot: ReportSnapshot,
  writing: Writing,
  verdicts: Texts['verdicts'] = writing.texts.verdicts,
): Block[] {
  const { texts } = writing;
  const { area } = snapshot;
  if (!area) return [];
  const placed = snapshot.findings.filter((finding) => finding.place);
  const direction = mainDirection(area, snapshot);
  const alt = texts.mapAlt(area.name, placed.length, direction && texts.directions[direction]);
  const rows = placed.map((finding) => [
    String(finding.number),
    finding.title,
    finding.place?.label || texts.unnamedPlace,
    texts.themes[finding.theme],
    verdicts[finding.verdict ?? 'unchecked'],
  ]);
  const { columns } = texts;
  return [
    heading(2, texts.map),
    figure(drawMap(area, snapshot, texts), alt, texts.mapCaption(area.name)),
    ...(rows.length > 0
      ? [
          table(
            texts.mapCaption(area.name),
            [columns.number, columns.title, columns.place, texts.theme, columns.check],
            rows,
            [],
            writing.saidIn([1]),
          ),
        ]
      : []),
  ];
}

/** Figures per theme beside district and city, each with year and source. */
export function figuresPerTheme(snapshot: ReportSnapshot, evidence: Evidence, writing: Writing): Block[] {
  const { texts, language } = writing;
  const { columns } = texts;
  if (snapshot.indicators.length === 0) return [heading(2, texts.profile), paragraph(texts.noFigures)];
  const source = (indicator: SnapshotIndicator): string => creditWithTables(indicator, language);
  const blocks = THEMES.flatMap((theme): Block[] => {
    const indicators = snapshot.indicators.filter((indicator) => indicator.theme === theme);
    if (indicators.length === 0) return [];
    const rows = indicators.map((indicator) => [
      indicator.name[language],
      String(indicator.year),
      writing.value(indicator, indicator.area),
      writing.value(indicator, indicator.district),
      writing.value(indicator, indicator.city),
      source(indicator),
    ]);
    const name = texts.themes[theme].toLowerCase();
    const claim = { anchor: `theme-${THEMES.indexOf(theme) + 1}`, name: texts.evidence.theme(name) };
    const sources = evidence.ofFigures(
      indicators.map(({ indicatorId }) => indicatorId),
      claim,
    );
    const comments = indicators.flatMap((indicator) =>
      indicator.comment ? [texts.comment(indicator.name[language], indicator.comment)] : [],
    );
    return about(theme, [
      heading(3, texts.themes[theme]),
      ...chartsOf(theme, indicators, writing),
      table(
        texts.figuresCaption(name),
        [columns.indicator, columns.year, columns.area, columns.district, columns.city, columns.source],
        rows,
        [1, 2, 3, 4],
      ),
      paragraph([{ text: `${texts.evidence.sources}:`, strong: true, anchor: claim.anchor }, ...sources]),
      ...(comments.length > 0
        ? [paragraph([{ text: `${texts.comments}. `, strong: true }, { text: comments.join(' ') }])]
        : []),
    ]);
  });
  return [heading(2, texts.profile), ...blocks];
}

/** The title of a finding, never without saying so when figures contradict it. */
export function titleOf({ title, verdict }: SnapshotFinding, { said }: Writing, contradicted: string): Run[] {
  return [said(title), ...(verdict === 'contradicted' ? [{ text: ` (${contradicted})` }] : [])];
}

/** The lanes that a finding was heard in; of one none of whose words leave it says so. */
export function heardFrom({ statements }: Pick<SnapshotFinding, 'statements'>, texts: Texts): string[] {
  return LANES.filter((lane) => statements.some((statement) => statement.lane === lane)).map((lane) =>
    statements.every((statement) => statement.lane !== lane || statement.isFew)
      ? texts.withoutWords(texts.lanes[lane])
      : texts.lanes[lane],
  );
}

/** The lanes in which something was told that was released. */
export const spokenIn = ({ statements }: Pick<ReportSnapshot, 'statements'>): Lane[] =>
  LANES.filter((lane) => statements.some((statement) => statement.lane === lane));

/** One finding with place, lanes, check, sources and dissent. What figures contradict is always said to be so. */
export function findingBlocks(finding: SnapshotFinding, evidence: Evidence, writing: Writing): Block[] {
  const { texts, said } = writing;
  const lanes = heardFrom(finding, texts);
  const facts = [`${texts.theme}: ${texts.themes[finding.theme]}`];
  if (finding.place) facts.push(`${texts.place}: ${finding.place.label || texts.unnamedPlace}`);
  if (lanes.length > 0) facts.push(`${texts.lanesLabel}: ${lanes.join(', ')}`);
  const verdict = texts.verdicts[finding.verdict ?? 'unchecked'];
  return [
    heading(3, [
      { text: texts.findingTitle(finding.number) },
      ...titleOf(finding, writing, texts.verdicts.contradicted),
    ]),
    {
      ...paragraph([
        { ...said(finding.text), anchor: evidence.claimOf(finding).anchor },
        ...evidence.ofFinding(finding),
      ]),
      part: 'text',
    },
    { ...paragraph(facts.join(' · ')), part: 'facts' },
    {
      ...paragraph([
        { text: `${texts.check}: ${verdict}.`, strong: true },
        ...(finding.note ? [{ text: ' ' }, said(finding.note)] : []),
        // figures that nothing was said of yet stand below, under what they are
        ...(finding.note || isDecided(finding) ? evidence.ofCheck(finding) : []),
      ]),
      part: 'check',
    },
    ...(finding.verdict === 'contradicted'
      ? [note(finding.statements.length > 0 ? texts.contradictedNote : texts.contradictedUntold)]
      : []),
    ...evidence.listOf(finding),
    ...about(
      'dissent',
      finding.dissent.map((dissent) =>
        paragraph([{ text: `${texts.dissent}, ${dissent.organisation}: `, strong: true }, said(dissent.text)]),
      ),
    ),
  ];
}

/** Places where several things meet, on a map and as a table. */
export function coincidenceParts(snapshot: ReportSnapshot, { texts, language }: Writing): Block[] {
  const { columns } = texts;
  const { area, coincidence: meeting, indicators } = snapshot;
  const figuresOf = (ids: readonly string[]): string =>
    indicators
      .filter(({ indicatorId }) => ids.includes(indicatorId))
      .map(({ name, area: here, city }) => {
        const isHigher = (here.value ?? 0) > (city.value ?? 0);
        return `${name[language]} (${isHigher ? texts.higher : texts.lower})`;
      })
      .join(', ') || '–';
  const rows = meeting.map((cell) => [
    cell.label ?? texts.unnamedPlace,
    cell.themes.map((theme) => texts.themes[theme]).join(', '),
    cell.lanes.map((lane) => texts.lanes[lane]).join(', ') || '–',
    String(cell.sources),
    figuresOf(cell.figures),
    cell.findings.join(', ') || '–',
  ]);
  if (rows.length === 0) return [heading(2, texts.coincidence), paragraph(texts.noCoincidence)];
  const map =
    area &&
    figure(
      drawMap(area, { coincidence: meeting, findings: [] }, texts),
      texts.coincidenceAlt(area.name, meeting.length),
      texts.coincidenceMap(area.name),
    );
  return [
    heading(2, texts.coincidence),
    paragraph(texts.coincidenceIntro),
    ...(map ? [map] : []),
    table(
      texts.coincidenceCaption,
      [columns.place, columns.themes, columns.lanes, columns.told, columns.notable, columns.findings],
      rows,
      [3],
    ),
  ];
}

/** Knowledge gaps, with who finds out and when. */
export function gapsTable(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  const { columns } = texts;
  if (snapshot.gaps.length === 0) return [heading(2, texts.gaps), paragraph(texts.noGaps)];
  const rows = snapshot.gaps.map((gap) => [
    gap.question,
    gap.owner ?? '–',
    gap.due ? writing.date(gap.due) : '–',
    gap.answer ?? texts.open,
  ]);
  return [
    heading(2, texts.gaps),
    table(
      texts.gapsCaption,
      [columns.question, columns.owner, columns.due, columns.answer],
      rows,
      [],
      writing.saidIn([0, 3], [texts.open]),
    ),
  ];
}

/** How the estimates among the figures came about; nothing where there is none. */
export function estimates({ indicators }: ReportSnapshot, texts: Texts): Block[] {
  const known = indicators.flatMap(({ area, district, city }) =>
    [area, district, city].flatMap(({ coverage }) => coverage ?? []),
  );
  return known.length > 0 ? [paragraph(texts.estimates(Math.floor(100 * Math.min(...known))))] : [];
}

/** Method, what was told where the document has any, small numbers and the sources that are used, each once. */
export function sourcesAndMethod(
  snapshot: ReportSnapshot,
  { texts, language }: Writing,
  hasStatements = true,
): Block[] {
  const used = new Set(
    snapshot.indicators.flatMap((indicator) =>
      sourcesOf(indicator, language).map(
        ({ title, credit, table, licence }) =>
          `${title}. ${credit}${table ? ` (${table})` : ''}${licence ? `, ${licence}` : ''}.`,
      ),
    ),
  );
  const credits = snapshot.area ? creditsOf(snapshot.area, texts) : '';
  const { version, name: names } = snapshot.template;
  const [name, lanes] = [names[language], spokenIn(snapshot)];
  return [
    heading(2, texts.sources),
    paragraph(
      hasStatements
        ? [texts.method(name, version), ...(lanes.length > 0 ? [texts.methodOfStatements(lanes)] : [])].join(' ')
        : texts.methodOfProfile(name, version),
    ),
    ...(hasStatements ? setAside(snapshot, texts) : []),
    paragraph(texts.smallNumbers),
    ...estimates(snapshot, texts),
    ...(used.size > 0 ? [list([...used])] : []),
    ...(credits === '' ? [] : [note(credits)]),
  ];
}
