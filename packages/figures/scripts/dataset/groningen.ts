import type { Figure } from '../../src/figure.ts';
import { figureOf, geometryOf, type SourceFiles } from './source-files.ts';

const FIGURES = 'groningen/kwb-2024-groningen-aanvullend-derived.csv';

/**
 * What the columns of the gathered file are. Income is left out: the office had published none of 2024, and the file does
 * not say of which year it is.
 */
const COLUMNS: Readonly<Record<string, string>> = {
  inwoners: 'population.total',
  inwoners0tot15: 'population.age_0_15',
  inwoners65plus: 'population.age_65_plus',
  huishoudens: 'population.households',
  huishoudensgrootte: 'population.household_size',
  dichtheid: 'population.density',
  wozWaarde: 'housing.property_value',
  koopwoningen: 'housing.owner_occupied',
  eengezinswoning: 'housing.single_family',
  adressendichtheid: 'liveability.address_density',
  oppervlakteLandHa: 'public_space.land_area',
  afstandHuisarts: 'care_wellbeing.gp_distance',
  afstandSupermarkt: 'facilities.supermarket_distance',
  scholenBinnen3km: 'youth.schools_3km',
};

async function areasOf(files: SourceFiles) {
  const of = async (level: 'gemeente' | 'wijk' | 'buurt', file: string) =>
    (await files.features(`groningen/groningen-${file}-2024-grof-wgs84.geojson`)).map((feature) => {
      const { code, naam, wijk } = feature.properties as Record<string, string>;
      // no stadsdelen: a wijk is a district itself
      const [parentCode, districtCode] = {
        gemeente: [null, null],
        wijk: ['GM0014', code!],
        buurt: [wijk!, wijk!],
      }[level] as [string | null, string | null];
      return { code: code!, name: naam!, level, parentCode, districtCode, geometry: geometryOf(feature, false) };
    });
  return [
    ...(await of('gemeente', 'gemeente')),
    ...(await of('wijk', 'wijken')),
    ...(await of('buurt', 'buurten')),
  ].sort((one, other) => one.code.localeCompare(other.code));
}

/** The data set of Groningen, from its source files. */
export async function compileGroningen(files: SourceFiles) {
  const figures = (await files.rows(FIGURES, ';')).flatMap((row): Figure[] => [
    ...Object.entries(COLUMNS).map(([column, indicatorId]) =>
      figureOf(indicatorId, row.code!.trim(), 2024, row[column]!, 'kwb-2024-derived'),
    ),
    figureOf(
      'care_wellbeing.good_health',
      row.code!.trim(),
      2024,
      row.ervaren_gezondheid_goed_pct_2024 ?? '',
      'rivm-2024',
    ),
  ]);
  return {
    areas: await areasOf(files),
    figures: [...figures, ...(await files.offences('groningen/misdrijven-groningen-buurt-2021-2025.csv'))],
    parks: [],
  };
}
