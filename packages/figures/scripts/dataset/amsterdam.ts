import { recode } from '../../src/concordance.ts';
import type { Figure } from '../../src/figure.ts';
import { type Feature, figureOf, geometryOf, type SourceFiles } from './source-files.ts';

async function areasOf(files: SourceFiles) {
  const concordance = await files.rows('grenzen/amsterdam-buurten-2015-2022-concordantie-rd.csv', ',');
  const wijkNames = new Map(concordance.map((row) => [row.WIJKCODE_2022!, row.WIJKNAAM_2022!]));
  const districtNames = new Map(concordance.map((row) => [row.STADSDEELCODE!, row.STADSDEELNAAM!]));
  const kwb = await files.rows('cbs/kwb-2024-amsterdam-statline.csv', ';');
  const kwbNames = new Map(kwb.map((row) => [row.Area_Code!.trim(), row.District_Type!.trim()]));
  const buurten = (await files.features('grenzen/amsterdam-buurten-2022-wgs84.geojson')).map((feature) => {
    const code = feature.properties.cbsCode!;
    const letters = feature.properties.code!;
    return {
      code,
      name: feature.properties.naam!,
      level: 'buurt',
      parentCode: `WK0363${letters.slice(0, 2)}`,
      districtCode: `SD0363${letters[0]!}`,
      geometry: geometryOf(feature, false),
    };
  });
  const dissolved = async (file: string, level: 'wijk' | 'stadsdeel') =>
    (await files.features(file)).map((feature) => {
      const letters = Object.values(feature.properties).find(
        (value) => typeof value === 'string' && /^[A-Z]{1,2}$/.test(value),
      )!;
      const name =
        level === 'wijk' ? (kwbNames.get(`WK0363${letters}`) ?? wijkNames.get(letters)) : districtNames.get(letters);
      const code = `${level === 'wijk' ? 'WK' : 'SD'}0363${letters}`;
      const parentCode = level === 'wijk' ? `SD0363${letters[0]!}` : 'GM0363';
      return {
        code,
        name: name ?? letters,
        level,
        parentCode,
        districtCode: `SD0363${letters[0]!}`,
        geometry: geometryOf(feature, true),
      };
    });
  const wijken = await dissolved('grenzen/amsterdam-wijken-2022-wgs84-afgeleid.geojson', 'wijk');
  const districts = await dissolved('grenzen/amsterdam-stadsdelen-2022-wgs84-afgeleid.geojson', 'stadsdeel');
  const outlines = districts.flatMap((district) => {
    const { type, coordinates } = district.geometry as Feature['geometry'];
    return type === 'Polygon' ? [coordinates] : coordinates;
  });
  const city = {
    code: 'GM0363',
    name: 'Amsterdam',
    level: 'gemeente',
    parentCode: null,
    districtCode: null,
    geometry: { type: 'MultiPolygon', coordinates: outlines },
  };
  return [city, ...districts, ...wijken, ...buurten].sort((one, other) => one.code.localeCompare(other.code));
}

/** Old codes of 2019 to those of 2022, only where one neighbourhood simply got another code. */
async function sesFigures(files: SourceFiles): Promise<Figure[]> {
  const concordance = await files.rows('grenzen/amsterdam-buurten-2015-2022-concordantie-rd.csv', ',');
  const successors = concordance.map((row) => ({ from: row.BUURTCODE_CBS_2015!, to: row.BUURTCODE_CBS_2022! }));
  const { figures, unmatched } = recode(
    await files.statline('cbs/ses-woa-2019-amsterdam-statline.csv', 'ses-woa-2019', 2019),
    successors,
  );
  console.log(`${unmatched.length} neighbourhoods of 2019 have no single successor: ${unmatched.join(' ')}`);
  return [...figures];
}

/** The gathered file repeats columns of the table itself; only what is new is taken from it. */
async function additional(files: SourceFiles, key: readonly Figure[]): Promise<Figure[]> {
  const known = new Set([
    'population.households',
    'population.density',
    'housing.single_family',
    'liveability.address_density',
    'care_wellbeing.gp_distance',
    'facilities.supermarket_distance',
    'youth.schools_3km',
    'public_space.land_area',
  ]);
  const file = 'cbs/kwb-2024-amsterdam-aanvullend-derived.csv';
  const figures = (await files.statline(file, 'kwb-2024-derived', 2024)).filter((figure) =>
    known.has(figure.indicatorId),
  );
  const health = (await files.rows(file, ';')).map((row) =>
    figureOf(
      'care_wellbeing.good_health',
      row.code!.trim(),
      2024,
      row.ervaren_gezondheid_goed_pct_2024 ?? '',
      'rivm-2024',
    ),
  );
  // the intermediary made zeros empty: where the office counts nobody, there are no households and there is no density
  const deserted = new Set(
    key
      .filter(({ indicatorId, value }) => indicatorId === 'population.total' && value === 0)
      .map((one) => one.areaCode),
  );
  const isZero = ({ indicatorId, areaCode, value }: Figure): boolean =>
    value === null &&
    deserted.has(areaCode) &&
    (indicatorId === 'population.households' || indicatorId === 'population.density');
  return [
    ...figures.map((figure): Figure => (isZero(figure) ? { ...figure, value: 0, status: 'present' } : figure)),
    ...health,
  ];
}

/** The data set of Amsterdam, from its source files. */
export async function compileAmsterdam(files: SourceFiles) {
  const income = (await files.statline('cbs/kwb-2023-inkomen-amsterdam-statline.csv', 'kwb-2023', 2023)).filter(
    (figure) => figure.indicatorId.startsWith('work_income.'),
  );
  const key = (await files.statline('cbs/kwb-2024-amsterdam-statline.csv', 'kwb-2024', 2024)).filter(
    (figure) => !figure.indicatorId.startsWith('work_income.'),
  );
  const nearby = await files.statline('cbs/nabijheid-2024-amsterdam-statline.csv', 'nabijheid-2024', 2024);
  const parks = (await files.features('basiskaart/osm-parken-nieuw-west-2024.geojson'))
    .map((feature) => ({
      id: feature.properties.osm_id!,
      name: feature.properties.name ?? null,
      geometry: geometryOf(feature, true),
    }))
    .sort((one, other) => one.id.localeCompare(other.id));
  return {
    areas: await areasOf(files),
    figures: [
      ...key,
      ...income,
      ...nearby,
      ...(await additional(files, key)),
      ...(await sesFigures(files)),
      ...(await files.offences('politie/misdrijven-amsterdam-buurt-2021-2025.csv')),
    ],
    parks,
  };
}
