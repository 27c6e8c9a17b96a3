import { indicatorById } from '../catalogue/indicators.ts';
import { kindOf } from '../catalogue/indicator.ts';
import { AGES, wholes } from '../catalogue/wholes.ts';
import { guardCells, type GuardedCell, type GuardedTable } from './small-numbers.ts';

/** A figure as far as it is guarded: of an area, its district and its city. */
export interface Guardable {
  readonly indicatorId: string;
  readonly year: number;
  readonly area: Valued;
  readonly district: Valued;
  readonly city: Valued;
}
interface Valued {
  readonly value: number | null;
  readonly status: string;
}

/** Of an area with fewer inhabitants no figure about them leaves but how many there are. */
export const SMALL_POPULATION = 50;

/** The office rounds people and households to five: a five may be a three. */
const ROUNDED = 1;
const TOTAL = 'population.total';

/** Percentages of which those that are known give the one that is not: together they are all. */
const SHARES = wholes.flatMap(({ parts, total, isAll }) => (isAll && total === null ? [parts] : []));

/** Figures that give one another: whoever has all others has the last. They are guarded together, whichever were chosen. */
const GUARDED_TOGETHER: readonly (readonly string[])[] = [[TOTAL, ...AGES], ...SHARES];

/** Other indicators by which one could be worked out; whoever guards it hands them along, in its year. */
export const guardedWith = (indicatorId: string): readonly string[] =>
  (GUARDED_TOGETHER.find((ids) => ids.includes(indicatorId)) ?? []).filter((id) => id !== indicatorId);

/** What stands beside figures that leave, and decides with them what may. */
export interface Beside {
  /** How many live in the area; null where that is not known. */
  readonly residents: number | null;
  /** Those of {@link guardedWith} that were not chosen, in the years of those that were: another version may show them. */
  readonly others?: readonly Guardable[];
}

/** Whether a figure says something of the people of an area, and not of what stands or lies there. */
function isAboutPeople(indicatorId: string): boolean {
  const indicator = indicatorById(indicatorId);
  if (!indicator || indicatorId === TOTAL) return false;
  const isOfPlace = indicator.theme === 'facilities' || indicator.theme === 'public_space' || indicator.unit === 'km';
  return (
    !isOfPlace && !['youth.schools_3km', 'liveability.address_density', 'population.density'].includes(indicatorId)
  );
}

/** Counts of people, households and what happened to them, which lie in each other: area in district. */
const isCount = (indicatorId: string): boolean => {
  const indicator = indicatorById(indicatorId);
  return indicator !== undefined && kindOf(indicator) === 'count' && isAboutPeople(indicatorId);
};

/**
 * Figures as they may leave in a document or an export: counts below the threshold are taken out, with so much beside them
 * (other ages, the total, the district) that they cannot be worked out, and so is what would give them back; where hardly
 * anyone lives, all that is about people. Screens of members show what is published.
 */
export function guardFigures<F extends Guardable>(
  shown: readonly F[],
  { residents, others = [] }: Beside,
  threshold: number,
): F[] {
  // in one order, whichever were chosen: what is taken out with a small count has to be the same in every version
  const figures: readonly Guardable[] = [...shown, ...others].sort(
    (one, other) => one.year - other.year || (one.indicatorId < other.indicatorId ? -1 : 1),
  );
  const hidden: Hidden = new Map();
  // what is too small itself stays said to be
  const hide: Hide = (id, of, why) => {
    const levels = hidden.get(id) ?? new Map<Level, Why>();
    if (levels.get(of) !== 'too_few') levels.set(of, why);
    hidden.set(id, levels);
  };
  const byYear = Map.groupBy(figures, ({ year }) => year);
  for (const ofYear of byYear.values()) {
    guardAges(ofYear, threshold + ROUNDED, hide);
    for (const figure of ofYear)
      if (isCount(figure.indicatorId) && !AGES.includes(figure.indicatorId)) guardAlone(figure, threshold, hide);
  }
  const living: Readonly<Record<Level, number | null>> = {
    area: residents,
    district: figures.find(({ indicatorId }) => indicatorId === TOTAL)?.district.value ?? null,
  };
  for (const level of LEVELS) {
    const isFew = living[level] !== null && living[level] < SMALL_POPULATION;
    for (const { indicatorId } of figures) if (isFew && isAboutPeople(indicatorId)) hide(indicatorId, level, 'too_few');
  }
  for (const level of LEVELS)
    for (const figure of figures)
      if (isShareOfFew(figure, level, living[level], threshold)) hide(figure.indicatorId, level, 'too_few');
  for (const level of LEVELS)
    for (const ofYear of byYear.values()) guardShares(ofYear, level, living[level], threshold, hide);
  // once all counts are known that go
  for (const level of LEVELS)
    for (const { indicatorId } of figures)
      if (givesBack(indicatorId, level, figures, hidden, living[level], threshold))
        hide(indicatorId, level, 'withheld');
  // an area can be its whole district: the same number beside the one that is taken out would tell it
  for (const { indicatorId, area, district } of figures) {
    if (area.value === null || area.value !== district.value) continue;
    const levels = hidden.get(indicatorId);
    for (const [level, other] of [
      ['area', 'district'],
      ['district', 'area'],
    ] as const)
      if (levels?.has(level) && !levels.has(other)) hide(indicatorId, other, levels.get(level)!);
  }
  return shown.map((figure) => {
    const guarded = { ...figure };
    for (const [level, status] of hidden.get(figure.indicatorId) ?? [])
      if (figure[level].value !== null) Object.assign(guarded, { [level]: { value: null, status } });
    return guarded;
  });
}

const LEVELS = ['area', 'district'] as const;
type Level = (typeof LEVELS)[number];
/** Why a figure is taken out: it is too small itself, or another could be worked out with it. */
type Why = 'too_few' | 'withheld';
type Hidden = Map<string, Map<Level, Why>>;
type Hide = (indicatorId: string, of: Level, why: Why) => void;
const restOf = ({ area, district }: Guardable): number | null =>
  area.value === null || district.value === null ? null : Math.max(0, Math.round(district.value - area.value));
const WHY: Readonly<Partial<Record<GuardedCell['status'], Why>>> = {
  too_small: 'too_few',
  hidden_with_other: 'withheld',
};

/** The ages of area and district: what is left of a row after all others is known, and of a column as well. */
function guardAges(figures: readonly Guardable[], threshold: number, hide: Hide): void {
  const found = figures.filter(({ indicatorId }) => AGES.includes(indicatorId));
  const total = figures.find(({ indicatorId }) => indicatorId === TOTAL);
  if (found.length === 0) {
    if (total) guardAlone(total, threshold - ROUNDED, hide);
    return;
  }
  // those of other ages are known too, from the total
  const others = (of: 'area' | 'district'): number | null => {
    const known = found.map((figure) => whole(figure[of].value));
    const all = whole(total?.[of].value ?? null);
    if (all === null || known.includes(null)) return null;
    return Math.max(0, all - known.reduce<number>((sum, value) => sum + value!, 0));
  };
  const columns = found.map(({ indicatorId }) => indicatorId);
  const area = found.map((figure) => whole(figure.area.value));
  const rest = found.map(restOf);
  if (total && found.length < AGES.length) {
    const [here, all] = [others('area'), others('district')];
    columns.push('');
    area.push(here);
    rest.push(here === null || all === null ? null : Math.max(0, all - here));
  }
  const guarded = guardCells({ rows: ['area', 'rest'], columns, counts: [area, rest] }, { threshold });
  hideAll(guarded, columns, hide);
  if (!total) return;
  hideCell(guarded.rowTotals[0]!, TOTAL, 'area', hide);
  hideCell(guarded.total, TOTAL, 'district', hide);
}

function guardAlone(figure: Guardable, least: number, hide: Hide): void {
  const columns = [figure.indicatorId];
  const counts = [[whole(figure.area.value)], [restOf(figure)]];
  const isRounded = ['persons', 'households'].includes(indicatorById(figure.indicatorId)?.unit ?? '');
  const threshold = least + (isRounded ? ROUNDED : 0);
  hideAll(guardCells({ rows: ['area', 'rest'], columns, counts }, { threshold }), columns, hide);
}

const whole = (value: number | null): number | null => (value === null ? null : Math.max(0, Math.round(value)));

function hideAll({ cells, columnTotals }: GuardedTable, columns: readonly string[], hide: Hide): void {
  for (const [index, indicatorId] of columns.entries()) {
    hideCell(cells[0]![index]!, indicatorId, 'area', hide);
    hideCell(columnTotals[index]!, indicatorId, 'district', hide);
  }
}

function hideCell({ status }: GuardedCell, indicatorId: string, of: Level, hide: Hide): void {
  const why = WHY[status];
  if (why) hide(indicatorId, of, why);
}

/** How many people an average household, or home, has; a smaller one would only let more leave. */
const PER_HOUSEHOLD = 2;

/**
 * Whether a percentage is of so few, or leaves so few, that it names them: 2 % of 120 households are two. Of what it is a
 * part follows from how many live there, which every version knows, and not from a figure that only some show.
 */
function isShareOfFew(figure: Guardable, level: Level, residents: number | null, threshold: number): boolean {
  const { value } = figure[level];
  const all = peopledBy(figure.indicatorId, residents);
  return value !== null && all !== null && [value, 100 - value].some((share) => isOfFew(share, all, threshold));
}

const isOfFew = (share: number, all: number, threshold: number): boolean =>
  share > 0 && Math.round((share * all) / 100) < threshold;

/** Of how many a percentage is a part; null where that is not known, or where it is not about people. */
function peopledBy(indicatorId: string, residents: number | null): number | null {
  const indicator = indicatorById(indicatorId);
  if (residents === null || indicator?.unit !== 'percent' || !isAboutPeople(indicatorId)) return null;
  const isOfPeople = indicator.combine.by === 'weighted' && indicator.combine.weight === TOTAL;
  return isOfPeople ? residents : residents / PER_HOUSEHOLD;
}

/** Percentages that are together all: where one of them is of few, shown or not, its siblings would give it back. */
function guardShares(
  figures: readonly Guardable[],
  level: Level,
  residents: number | null,
  threshold: number,
  hide: Hide,
): void {
  for (const parts of SHARES) {
    const known = figures.filter((figure) => parts.includes(figure.indicatorId) && figure[level].value !== null);
    const all = peopledBy(parts[0]!, residents);
    if (known.length === 0 || all === null) continue;
    const rest = 100 - known.reduce((sum, figure) => sum + figure[level].value!, 0);
    const isRestOfFew = known.length === parts.length - 1 && isOfFew(rest, all, threshold);
    if (isRestOfFew || known.some((figure) => isShareOfFew(figure, level, residents, threshold)))
      for (const { indicatorId } of known) hide(indicatorId, level, 'withheld');
  }
}

/** Whether a rate or a mean gives a count back that is taken out, or one that is too small and not shown itself. */
function givesBack(
  indicatorId: string,
  level: Level,
  figures: readonly Guardable[],
  hidden: Hidden,
  residents: number | null,
  threshold: number,
): boolean {
  const combine = indicatorById(indicatorId)?.combine;
  const isGone = (id: string): boolean => hidden.get(id)?.has(level) ?? false;
  if (combine?.by === 'weighted' && indicatorId === 'population.household_size')
    return isGone(combine.weight) || isGone(TOTAL);
  if (combine?.by !== 'rate' && combine?.by !== 'quotient') return false;
  if (isGone(combine.numerator)) return true;
  const value = figures.find((figure) => figure.indicatorId === indicatorId)?.[level].value ?? null;
  if (combine.by === 'quotient' || value === null || residents === null) return false;
  const counted = Math.round((value * residents) / combine.per);
  return counted > 0 && counted < threshold;
}
