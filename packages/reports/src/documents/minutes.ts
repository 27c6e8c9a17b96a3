import {
  FIST_TO_FIVE,
  type HarvestCard,
  type HarvestResult,
  type HarvestStep,
  INPUT_OF,
  PROMISES,
} from '@buurtbalans/domain';
import { type Block, heading, list, note, paragraph, type Run, table } from '../model.ts';
import type { ReportSnapshot } from '../snapshot.ts';
import type { Writing } from '../texts/format.ts';

type Part = HarvestStep & { readonly note: string };

/** Minutes (verslag) of one session: what it brought, step by step, and the facilitator's own words. */
export function minutes(snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { texts } = writing;
  const session = snapshot.sessions.find(({ id }) => id === snapshot.sessionId);
  if (!session || !snapshot.minutes) return [note(texts.minutes.privacy), paragraph(texts.minutes.none)];
  const { content, approvedOn } = snapshot.minutes;
  const present = content.organisationIds.flatMap((id) => nameOf(snapshot, id) ?? []);
  const held = session.heldOn ? writing.date(session.heldOn) : texts.minutes.planned;
  return [
    note(texts.minutes.privacy),
    heading(2, [writing.said(session.title), { text: ` (${texts.lanes[session.lane]}, ${session.number})` }]),
    paragraph([
      { text: `${texts.minutes.held}: `, strong: true },
      {
        text: `${held}. ${content.arrived > 0 ? `${texts.minutes.arrived(content.arrived)} ` : ''}${texts.minutes.edition(content.edition, writing.date(approvedOn))}`,
      },
    ]),
    ...(present.length > 0 ? [heading(3, texts.minutes.present), list(present)] : []),
    ...(content.summary === '' ? [] : [heading(2, texts.minutes.summary), ...lines(content.summary, writing)]),
    ...content.steps.flatMap((step) =>
      partBlocks({ ...step, question: step.question || (writes(step) && session.question) || '' }, snapshot, writing),
    ),
  ];
}

/** Where people write without a question of the step's own, they answer that of the session. */
const writes = ({ id, exercise }: HarvestStep): boolean => id !== '_brought' && INPUT_OF[exercise] === 'cards';
const lines = (text: string, { said }: Writing): Block[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => paragraph([said(line)]));
const nameOf = (snapshot: ReportSnapshot, id: string | null): string | undefined =>
  snapshot.organisations.find((organisation) => organisation.id === id)?.name;

function partBlocks(step: Part, snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { minutes: texts } = writing.texts;
  const name = step.title || (step.id === '_brought' ? texts.brought : texts.exercises[step.exercise]);
  return [
    heading(2, step.title ? [writing.said(name)] : name),
    ...(step.question === ''
      ? []
      : [paragraph([{ text: `${texts.question}: `, strong: true }, writing.said(step.question)])]),
    ...lines(step.note, writing),
    ...(step.isHidden
      ? [note(texts.hidden)]
      : [
          ...cardBlocks(step, snapshot, writing),
          ...resultBlocks(step, name, writing),
          ...agreedBlocks(step, snapshot, writing),
        ]),
  ];
}

function cardBlocks(step: Part, snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { minutes: texts } = writing.texts;
  if (writes(step) && step.groups.length === 0) return [paragraph(texts.nothing)];
  const alone = step.groups.every(({ title }) => title === null);
  return [
    ...step.groups.flatMap(({ title, cards }) => [
      ...(alone ? [] : [heading(3, title === null ? texts.loose : [writing.said(title)])]),
      list(cards.map((card) => cardRuns(card, snapshot, writing))),
    ]),
    ...(step.clusters.length > 0
      ? [list(step.clusters.map(({ title, cards }) => [writing.said(title), { text: `: ${texts.cards(cards)}` }]))]
      : []),
  ];
}

function cardRuns(
  { kind, theme, text, place, organisationId, addsTo }: HarvestCard,
  snapshot: ReportSnapshot,
  { texts, said }: Writing,
): Run[] {
  const about = [nameOf(snapshot, organisationId), texts.themes[theme], place, addsTo && texts.minutes.addsTo(addsTo)]
    .filter(Boolean)
    .join('; ');
  return [{ text: `${texts.minutes.kinds[kind]}: `, strong: true }, said(text), { text: ` (${about})` }];
}

const numbersOf = (writing: Writing) =>
  new Intl.NumberFormat(writing.language === 'nl' ? 'nl-NL' : 'en-GB', { maximumFractionDigits: 1 });

/** Counts, and where scores were given how far they lie apart; of too few answers only that there were so many. */
function resultBlocks(step: Part, name: string, writing: Writing): Block[] {
  const { minutes: texts } = writing.texts;
  const { result } = step;
  if (!result) return [];
  const said = result.texts.map(({ text, count }): Run[] => [
    writing.said(text),
    ...(count > 1 ? [{ text: ` (${texts.times(count)})` }] : []),
  ]);
  const words: Block[] =
    said.length > 0 ? [heading(3, step.exercise === 'check_in' ? texts.words : texts.texts), list(said)] : [];
  if (result.isFew) return [paragraph(texts.tooFew(result.answered)), ...words];
  return [
    paragraph(texts.answered(result.answered)),
    ...itemTable(step, result, name, writing),
    ...scoreTable(step, result, name, writing),
    ...words,
  ];
}

function itemTable(step: Part, { items }: HarvestResult, name: string, writing: Writing): Block[] {
  if (items.length === 0) return [];
  const { minutes: texts } = writing.texts;
  const numbers = numbersOf(writing);
  const people = (voters: number | null): string => (voters === null ? texts.few : numbers.format(voters));
  const spread = (scores: { mean: number; deviation: number } | null): string =>
    scores ? `${numbers.format(scores.mean)} (± ${numbers.format(scores.deviation)})` : texts.few;
  const caption = texts.caption(name);
  const said = writing.saidIn([0]);
  switch (step.exercise) {
    case 'matrix':
      return [
        table(
          caption,
          [
            texts.subject,
            `${texts.effort} (± ${texts.spread.toLowerCase()})`,
            `${texts.effect} (± ${texts.spread.toLowerCase()})`,
            texts.people,
          ],
          items.map((item) => [item.name, spread(item.effort), spread(item.effect), people(item.voters)]),
          [1, 2, 3],
          said,
        ),
      ];
    case 'priorities':
      return [
        table(
          caption,
          [texts.subject, texts.points, texts.people, texts.spread],
          items.map((item) => [
            item.name,
            numbers.format(item.points),
            people(item.voters),
            item.disagreement === null ? '–' : numbers.format(item.disagreement),
          ]),
          [1, 2, 3],
          said,
        ),
      ];
    case 'brainwriting':
      return [
        table(
          caption,
          [texts.subject, texts.recognised],
          items.map((item) => [item.name, numbers.format(item.points)]),
          [1],
          said,
        ),
      ];
    default:
      return [
        table(
          caption,
          [texts.subject, texts.dots, texts.people],
          items.map((item) => [item.name, numbers.format(item.points), people(item.voters)]),
          [1, 2],
          said,
        ),
      ];
  }
}

function scoreTable(step: Part, { scale, heard }: HarvestResult, name: string, writing: Writing): Block[] {
  if (!scale) return [];
  const { minutes: texts } = writing.texts;
  const from = step.exercise === FIST_TO_FIVE ? 0 : 1;
  const total = scale.reduce((sum, count) => sum + count, 0);
  const mean =
    total === 0
      ? []
      : [
          paragraph(
            texts.mean(
              numbersOf(writing).format(scale.reduce((sum, count, index) => sum + count * (index + from), 0) / total),
            ),
          ),
        ];
  const label = (index: number): string => (from === 0 ? `${index}: ${texts.fingers[index]}` : String(index + 1));
  if (heard)
    return [
      table(
        texts.caption(name),
        [texts.score, texts.useful, texts.heard],
        scale.map((count, index) => [label(index), String(count), String(heard[index] ?? 0)]),
        [1, 2],
      ),
    ];
  return [
    ...mean,
    table(
      texts.caption(name),
      [texts.score, texts.count],
      scale.map((count, index) => [label(index), String(count)]),
      [1],
    ),
  ];
}

/** Parked points with what becomes of them, and promises with owner and date. */
function agreedBlocks(step: Part, snapshot: ReportSnapshot, writing: Writing): Block[] {
  const { minutes: texts } = writing.texts;
  const promises = step.promises.map(({ what, ownerOrganisationId, owner, due, isCarried }) => [
    what,
    nameOf(snapshot, ownerOrganisationId) ?? owner,
    `${due ? writing.date(due) : texts.noDate}${isCarried ? ` (${texts.carried})` : ''}`,
  ]);
  if (step.exercise === 'parking_lot') {
    const rows = step.parked.map(({ text, resolution }) => [text, resolution ?? texts.parkedOpen]);
    return [
      rows.length > 0
        ? table(texts.parked, [texts.point, texts.outcome], rows, [], writing.saidIn([0, 1], [texts.parkedOpen]))
        : paragraph(texts.noParked),
    ];
  }
  if (step.exercise !== PROMISES) return [];
  return [
    promises.length > 0
      ? table(texts.exercises[PROMISES], [texts.what, texts.owner, texts.due], promises, [], writing.saidIn([0]))
      : paragraph(texts.noPromises),
  ];
}
