import { indicators } from '@buurtbalans/figures';
import type pg from 'pg';
import { dutchNumber } from './dutch.testing.ts';

/** A figure as it has to stand in print: a number or the word for why there is none, and whether it is an estimate of how much. */
export interface Shown {
  readonly value: number | null;
  readonly text: string;
  readonly coverage: number | null;
  /** Made of other measures, and published nowhere. */
  readonly isComputed: boolean;
}
/** A figure of the area, its district and its city. */
export interface FigureRow {
  readonly id: string;
  readonly name: string;
  readonly plain: string;
  readonly theme: string;
  readonly unit: string;
  readonly year: number;
  readonly area: Shown;
  readonly district: Shown;
  readonly city: Shown;
  readonly sourceIds: readonly string[];
  readonly release: string | null;
}

/** How each measure of several areas together comes about, by its name alone: the oracle's own list. */
const SUMS = /^population\.(total|age_.*|households)$|offences$|land_area$|higher_education$/;
const NEVER = /urbanisation$|ses_spread$/;
const BY_HOUSEHOLDS =
  /household|^housing\.|unoccupied|address_density|social_minimum|ses_score|education_(low|middle|high)$/;
const UNITS: Readonly<Record<string, string>> = {
  percent: ' %',
  thousand_euro: ' duizend euro',
  km: ' km',
  per_km2: ' per km²',
  per_1000: ' per 1.000 inwoners',
  persons_per_household: ' personen',
};

type Cells = ReadonlyMap<string, number>;
interface Computed {
  readonly value: number | null;
  readonly why?: string;
  readonly coverage?: number;
  readonly isComputed?: true;
}
/** Measures that are made of others. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
  'safety_nuisance.offences_per_1000': ['population.total'],
  'population.density': ['population.total', 'public_space.land_area'],
};
const MISSING = { value: null, why: 'ontbreekt' };
const NOT_TOGETHER = { value: null, why: 'niet samen te voegen' };

/** The figures of an area beside its district and city, computed from the table of figures by this file's own arithmetic. */
export async function figureRows(
  owner: pg.Client,
  { codes, district, chosen }: { codes: readonly string[]; district: string; chosen: ReadonlyMap<string, number> },
): Promise<FigureRow[]> {
  const { rows: areas } = await owner.query<{
    code: string;
    parent_code: string;
    level: string;
    district_code: string;
  }>(`select code, parent_code, level, district_code from area`);
  const city = areas.find(({ level }) => level === 'gemeente')!.code;
  const ofDistrict = areas.filter(({ level, district_code }) => level === 'buurt' && district_code === district);
  const wijk = areas.find(({ code }) => code === codes[0])!.parent_code;
  const inWijk = areas.filter(({ parent_code, level }) => level === 'buurt' && parent_code === wijk);
  const isWijk = inWijk.length === codes.length && inWijk.every(({ code }) => codes.includes(code));
  const rows: FigureRow[] = [];
  for (const { id, name, plain, theme, unit, decimals } of indicators) {
    const year = chosen.get(id);
    if (year === undefined) continue;
    const cellsOf = async (indicator: string): Promise<Cells> => {
      const { rows: found } = await owner.query<{ area_code: string; value: number }>(
        `select distinct on (area_code) area_code, value from figure
          where indicator_id = $1 and value is not null and ($2 or year = $3)
          order by area_code, year > $3, abs(year - $3)`,
        // how many live somewhere weighs in the nearest year; a figure itself is of its own
        [indicator, indicator !== id, year],
      );
      return new Map(found.map(({ area_code, value }) => [area_code, value]));
    };
    const own = await cellsOf(id);
    const people = await cellsOf('population.total');
    const households = await cellsOf('population.households');
    const land = await cellsOf('public_space.land_area');
    const offences = await cellsOf('safety_nuisance.offences');
    const of = (parts: readonly string[], whole: string | null): Shown => {
      const {
        value,
        why,
        coverage,
        isComputed = false,
      } = ((): Computed => {
        const published = whole === null ? undefined : own.get(whole);
        if (published !== undefined) return { value: published };
        if (id === 'safety_nuisance.offences_per_1000') return perThousand(offences, people, parts, whole);
        if (parts.length === 1) return own.has(parts[0]!) ? { value: own.get(parts[0]!)! } : MISSING;
        const known = parts.filter((code) => own.has(code));
        if (NEVER.test(id)) return known.length > 0 ? NOT_TOGETHER : MISSING;
        if (SUMS.test(id)) return added(own, parts) ?? (known.length > 0 ? NOT_TOGETHER : MISSING);
        if (id === 'population.density') return onLand(people, land, parts);
        return mean(own, BY_HOUSEHOLDS.test(id) ? households : people, parts);
      })();
      const number = value === null ? why! : `${dutchNumber(value, decimals)}${UNITS[unit] ?? ''}`;
      return {
        value,
        text: `${number}${coverage === undefined ? '' : ' (schatting)'}`,
        coverage: coverage ?? null,
        isComputed,
      };
    };
    const all = {
      area: of(codes, isWijk ? wijk : null),
      district: of(
        ofDistrict.map(({ code }) => code),
        district,
      ),
      city: of([city], null),
    };
    // what that of the area comes from, before what stands beside it is made of
    const isMade = Object.values(all).some(({ isComputed }) => isComputed);
    const [itself, madeOf] = [id.replace('_per_1000', ''), isMade ? (MADE_OF[id] ?? []) : []];
    const isRate = itself !== id;
    const measures = all.area.isComputed && !isRate ? [...madeOf, itself] : [itself, ...madeOf];
    const places = [...(isWijk ? [wijk] : []), ...codes, city, ...ofDistrict.map(({ code }) => code)];
    const { rows: sources } = await owner.query<{ source_id: string; release: string | null }>(
      `select source_id, release from figure
        where indicator_id = any($1) and year = $2 and value is not null and area_code = any($3)
        order by array_position($1, indicator_id), array_position($3, area_code)`,
      [measures, year, places],
    );
    rows.push({
      id,
      name: name.nl,
      plain: plain.nl,
      theme,
      unit,
      year,
      ...all,
      release: sources[0]?.release ?? null,
      sourceIds: [...new Set(sources.map(({ source_id }) => source_id))],
    });
  }
  return rows;
}

function added(cells: Cells, codes: readonly string[]): Computed | undefined {
  const values = codes.flatMap((code) => cells.get(code) ?? []);
  return values.length < codes.length ? undefined : { value: values.reduce((sum, value) => sum + value, 0) };
}

function perThousand(counted: Cells, people: Cells, codes: readonly string[], whole: string | null): Computed {
  const total = (cells: Cells) => (whole === null ? undefined : cells.get(whole)) ?? added(cells, codes)?.value;
  const [part, all] = [total(counted), total(people)];
  if (part == null || all == null) return MISSING;
  return all < 100 ? { value: null, why: 'te weinig inwoners' } : { value: (part / all) * 1000, isComputed: true };
}

function onLand(people: Cells, land: Cells, codes: readonly string[]): Computed {
  const [all, hectares] = [added(people, codes)?.value, added(land, codes)?.value];
  return all == null || !hectares ? NOT_TOGETHER : { value: all / (hectares / 100), isComputed: true };
}

/** A mean in which each area counts by who lives there; none where too much is not known. */
function mean(cells: Cells, weights: Cells, codes: readonly string[]): Computed {
  const weighed = codes.filter((code) => weights.has(code));
  const used = weighed.filter((code) => cells.has(code));
  const weight = (some: readonly string[]) => some.reduce((sum, code) => sum + weights.get(code)!, 0);
  const loose = codes.filter((code) => cells.has(code) && !weights.has(code)).length;
  if (weight(used) === 0) return MISSING;
  if (weight(used) / weight(weighed) < 0.8 || loose / codes.length > 0.2) return NOT_TOGETHER;
  const sum = used.reduce((all, code) => all + cells.get(code)! * weights.get(code)!, 0);
  return { value: sum / weight(used), coverage: used.length / codes.length };
}
