import { isDecided } from '@buurtbalans/domain';
import { type Block, heading, list, paragraph, type Run } from '../model.ts';
import type { ReportSnapshot, SnapshotFinding, SnapshotIndicator, SnapshotStatement } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';
import { creditLine, sourcesOf } from '../texts/sources-of.ts';

/** A statement of the document that rests on sources: its place, and what it is called. */
export interface Claim {
  readonly anchor: string;
  readonly name: string;
}

/** A numbered source: a figure, or what one lane and kind of organisation told on one day. */
interface Source {
  readonly number: number;
  readonly label: string;
  readonly claims: Claim[];
  readonly indicator: SnapshotIndicator | null;
  readonly statements: SnapshotStatement[];
}

/** Released statements that no finding uses. */
export function unusedOf({
  findings,
  statements,
}: Pick<ReportSnapshot, 'findings' | 'statements'>): SnapshotStatement[] {
  const used = new Set(findings.flatMap((finding) => finding.statements.map(({ id }) => id)));
  return statements.filter(({ id }) => !used.has(id));
}

/** Figures that bear a finding out or go against it: of those that it was checked against, those that have a value. */
export function decidingOf(
  finding: Pick<SnapshotFinding, 'verdict' | 'indicatorIds'>,
  { indicators }: Pick<ReportSnapshot, 'indicators'>,
): readonly string[] {
  if (!isDecided(finding)) return [];
  return finding.indicatorIds.filter((id) =>
    indicators.some(({ indicatorId, area }) => indicatorId === id && area.value !== null),
  );
}

/**
 * Gathers the sources of one document while it is composed, numbered in the order in which they are first named. What
 * rests on one carries its number, which leads to the list, and the list to the evidence; each leads back.
 */
export class Evidence {
  readonly #snapshot: ReportSnapshot;
  readonly #writing: Writing;
  readonly #sources = new Map<string, Source>();

  constructor(snapshot: ReportSnapshot, writing: Writing) {
    this.#snapshot = snapshot;
    this.#writing = writing;
  }

  /** Numbers of the sources of a finding: what was told, then the figures that bear it out. */
  ofFinding(finding: SnapshotFinding): Run[] {
    return this.#marks(this.#supportsOf(finding));
  }

  /** Numbers of the figures that a finding was checked against: where they decide, those that do. */
  ofCheck(finding: SnapshotFinding): Run[] {
    const checked = isDecided(finding) ? decidingOf(finding, this.#snapshot) : finding.indicatorIds;
    return this.#marks(this.#figuresOf(checked, this.claimOf(finding)));
  }

  /** Numbers of figures that another statement rests on; those that are not in the snapshot have none. */
  ofFigures(indicatorIds: readonly string[], claim: Claim): Run[] {
    return this.#marks(this.#figuresOf(indicatorIds, claim));
  }

  /** A figure with its value and number; nothing when it is not in the snapshot. */
  watched(indicatorId: string, claim: Claim): Run[] {
    return this.#figuresOf([indicatorId], claim).flatMap((source) => [
      { text: this.#told(source) },
      ...this.#marks([source]),
    ]);
  }

  /** What a finding rests on, what goes against it and what stands beside it, by name. */
  listOf(finding: SnapshotFinding): Block[] {
    const { evidence } = this.#writing.texts;
    const claim = this.claimOf(finding);
    const deciding = decidingOf(finding, this.#snapshot);
    const supports = this.#supportsOf(finding);
    // as the check says: figures bear it out, go against it, or stand beside it, as those do that have no value
    const against = finding.verdict === 'contradicted' ? this.#figuresOf(deciding, claim) : [];
    const others = finding.indicatorIds.filter((id) => !deciding.includes(id));
    const named = (title: string, sources: readonly Source[]): Block[] =>
      sources.length === 0
        ? []
        : [
            paragraph([{ text: title, strong: true }]),
            list(sources.map((source) => [...this.#marks([source]).slice(1), { text: ` ${this.#told(source)}` }])),
          ];
    return [
      ...(supports.length === 0
        ? [paragraph([{ text: `${evidence.restsOn}: `, strong: true }, { text: evidence.noSources }])]
        : named(evidence.restsOn, supports)),
      ...named(evidence.against, against),
      ...named(evidence.beside, this.#figuresOf(others, claim)),
    ];
  }

  /** Released statements that no finding uses; nothing when each has one. */
  unused(): Block[] {
    const { evidence } = this.#writing.texts;
    const left = unusedOf(this.#snapshot);
    if (left.length === 0) return [];
    const claim = { anchor: 'unused', name: evidence.unused.toLowerCase() };
    const sources = [...new Set(left.map((statement) => this.#statementSource(statement, claim, 'left')))];
    return [
      heading(2, [{ text: evidence.unused, anchor: claim.anchor }]),
      paragraph(evidence.unusedIntro(left.length)),
      list(sources.map((source) => [...this.#marks([source]).slice(1), { text: ` ${this.#told(source)}` }])),
    ];
  }

  /** The place of a finding in this document. */
  claimOf({ number }: SnapshotFinding): Claim {
    return { anchor: `finding-${number}`, name: this.#writing.texts.evidence.finding(number) };
  }

  /** The list of sources and the evidence itself; nothing when no source was named. */
  blocks(): Block[] {
    const { evidence: texts } = this.#writing.texts;
    const sources = [...this.#sources.values()];
    if (sources.length === 0) return [];
    return [
      heading(2, texts.numbered),
      paragraph(texts.numberedIntro),
      list(sources.map((source) => this.#entry(source))),
      heading(2, texts.proof),
      ...sources.flatMap((source) => this.#proof(source)),
    ];
  }

  /** What was told is what a finding rests on, and the figures that bear it out. */
  #supportsOf(finding: SnapshotFinding): Source[] {
    const claim = this.claimOf(finding);
    const told = finding.statements.map((statement) => this.#statementSource(statement, claim));
    const deciding = finding.verdict === 'confirmed' ? decidingOf(finding, this.#snapshot) : [];
    const figures = this.#figuresOf(deciding, claim);
    return [...new Set([...told, ...figures])];
  }

  #figuresOf(indicatorIds: readonly string[], claim: Claim): Source[] {
    const { texts, language } = this.#writing;
    return indicatorIds.flatMap((id) => {
      const indicator = this.#snapshot.indicators.find((candidate) => candidate.indicatorId === id);
      if (!indicator) return [];
      return this.#source(
        `figure ${id}`,
        texts.evidence.figure(indicator.name[language], indicator.year, creditLine(indicator, language)),
        indicator,
        claim,
      );
    });
  }

  /** Those that no finding uses are a source apart from those of the same people that one does. */
  #statementSource(statement: SnapshotStatement, claim: Claim, use: 'told' | 'left' = 'told'): Source {
    const { texts, date } = this.#writing;
    const { lane, isFew, organisationType, heldOn } = statement;
    const day = heldOn && date(heldOn);
    const who = organisationType
      ? texts.evidence.professionals(texts.organisationTypes[organisationType])
      : texts.lanes[lane];
    const label = isFew ? texts.evidence.few(lane, who, this.#snapshot.threshold) : texts.evidence.statements(who, day);
    const source = this.#source(`${use} ${lane} ${organisationType} ${day} ${isFew}`, label, null, claim);
    if (!source.statements.some(({ id }) => id === statement.id)) source.statements.push(statement);
    return source;
  }

  #source(key: string, label: string, indicator: SnapshotIndicator | null, claim: Claim): Source {
    const source = this.#sources.get(key) ?? {
      number: this.#sources.size + 1,
      label,
      claims: [],
      indicator,
      statements: [],
    };
    this.#sources.set(key, source);
    if (!source.claims.some(({ anchor }) => anchor === claim.anchor)) source.claims.push(claim);
    return source;
  }

  #marks(sources: readonly Source[]): Run[] {
    const { evidence } = this.#writing.texts;
    return sources.flatMap(({ number, label }) => [
      { text: ' ' },
      { text: `[${number}]`, to: `source-${number}`, called: evidence.source(number, label) },
    ]);
  }

  /** A source in a few words: a figure with its value. */
  #told({ indicator, label }: Source): string {
    const { texts, language, value } = this.#writing;
    return indicator
      ? texts.figureEvidence(
          indicator.name[language],
          value(indicator, indicator.area),
          indicator.year,
          creditLine(indicator, language),
        )
      : label;
  }

  #entry({ number, label, claims }: Source): Run[] {
    const { evidence: texts } = this.#writing.texts;
    const back = claims.flatMap(({ anchor, name }, index) => [
      { text: index === 0 ? '' : ', ' },
      { text: name, to: anchor },
    ]);
    return [
      { text: `[${number}] `, strong: true, anchor: `source-${number}` },
      { text: `${label}: ` },
      { text: texts.see, to: `evidence-${number}`, called: texts.seeOf(number) },
      { text: `. ${texts.usedBy} ` },
      ...back,
      { text: '.' },
    ];
  }

  #proof(source: Source): Block[] {
    const { evidence: texts } = this.#writing.texts;
    const { number, label, indicator } = source;
    return [
      paragraph([
        { text: texts.of(number), strong: true, anchor: `evidence-${number}` },
        { text: `${label}. ` },
        { text: texts.back(number), to: `source-${number}` },
      ]),
      list(indicator ? this.#figure(indicator) : this.#quotes(source)),
    ];
  }

  #figure(indicator: SnapshotIndicator): Run[][] {
    const { texts, language, value } = this.#writing;
    const { evidence, columns } = texts;
    const { source } = indicator;
    const beside = (
      [
        ['area', indicator.area],
        ['district', indicator.district],
        ['city', indicator.city],
      ] as const
    ).map(([kind, of]) => `${columns[kind]}: ${value(indicator, of)}`);
    return [
      [{ text: `${indicator.plain[language]} ${beside.join('; ')} (${indicator.year}).` }],
      [
        ...sourcesOf(indicator, language).flatMap(({ title, credit, table, licence, address }) => [
          {
            text: `${evidence.table}: ${[title, table].filter(Boolean).join(', ')}. ${credit}${licence ? `, ${licence}` : ''}. `,
          },
          ...(address ? [{ text: evidence.tableOnline, link: address }, { text: '. ' }] : []),
        ]),
        { text: `${evidence.release}: ${source.release ?? evidence.noRelease}.` },
      ],
    ];
  }

  #quotes({ statements }: Source): Run[][] {
    const { texts, said } = this.#writing;
    const { threshold } = this.#snapshot;
    const few = statements.find(({ isFew }) => isFew);
    if (few) return [[{ text: texts.evidence.fewWords(few.lane, threshold) }]];
    return statements.map(({ text, told }): Run[] => [
      said(`“${text}”`),
      { text: told ? ` (${texts.evidence.count(told)})` : '' },
    ]);
  }
}
