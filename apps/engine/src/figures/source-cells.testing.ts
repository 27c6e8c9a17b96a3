import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

interface Fixture {
  readonly areas: readonly string[];
  readonly files: readonly {
    readonly about: { readonly file: string; readonly columns: readonly string[] };
    readonly rows: Readonly<Record<string, readonly string[]>>;
  }[];
}

/** In which file and under which heading a measure stands for each city, by what the publisher says of the column; `.` is not there. */
const HEADINGS = `
  population.total                      kwb-2024:Population_Total           groningen:inwoners
  population.age_0_15                   kwb-2024:Pop_Age_0_15               groningen:inwoners0tot15
  population.age_15_25                  kwb-2024:Pop_Age_15_25              .
  population.age_25_45                  kwb-2024:Pop_Age_25_45              .
  population.age_45_65                  kwb-2024:Pop_Age_45_65              .
  population.age_65_plus                kwb-2024:Pop_Age_65_Plus            groningen:inwoners65plus
  population.households                 aanvullend:huishoudens              groningen:huishoudens
  population.household_size             kwb-2024:Avg_Household_Size         groningen:huishoudensgrootte
  population.density                    aanvullend:dichtheid                groningen:dichtheid
  population.urbanisation               kwb-2024:Urbanization_Level         .
  housing.property_value                kwb-2024:Avg_Property_Value_1000EUR groningen:wozWaarde
  housing.owner_occupied                kwb-2024:Pct_Owner_Occupied         groningen:koopwoningen
  housing.rental                        kwb-2024:Pct_Rental                 .
  housing.single_family                 aanvullend:eengezinswoning          groningen:eengezinswoning
  liveability.unoccupied_homes          kwb-2024:Pct_Unoccupied_Homes       .
  liveability.address_density           aanvullend:adressendichtheid        groningen:adressendichtheid
  safety_nuisance.offences              misdrijven-amsterdam:2025           misdrijven-groningen:2025
  care_wellbeing.good_health            aanvullend:ervaren_gezondheid_goed_pct_2024 groningen:ervaren_gezondheid_goed_pct_2024
  care_wellbeing.gp_distance            aanvullend:afstandHuisarts          groningen:afstandHuisarts
  work_income.income_per_inhabitant     kwb-2023:Avg_Income_Per_Inhabitant_1000EUR .
  work_income.income_per_recipient      kwb-2023:Avg_Income_Per_Income_Recipient_1000EUR .
  work_income.household_income          kwb-2023:Avg_Std_Household_Income_1000EUR .
  work_income.lowest_40                 kwb-2023:Pct_Lowest_40Pct_Income    .
  work_income.highest_20                kwb-2023:Pct_Highest_20Pct_Income   .
  work_income.low_income_households     kwb-2023:Pct_Low_Income_Households  .
  work_income.below_120_social_minimum  kwb-2023:Pct_Below_120Pct_Social_Min .
  work_income.higher_education          kwb-2023:Higher_Education_Count     .
  public_space.land_area                aanvullend:oppervlakteLandHa        groningen:oppervlakteLandHa
  facilities.supermarkets_1km           nabijheid:supermarkets_within_1km   .
  facilities.food_shops_1km             nabijheid:food_shops_within_1km     .
  facilities.cafes_1km                  nabijheid:cafes_within_1km          .
  facilities.restaurants_1km            nabijheid:restaurants_within_1km    .
  facilities.snack_bars_1km             nabijheid:cafeterias_within_1km     .
  facilities.train_station_distance     nabijheid:DistanceToTrainStationAllTypes_90 .
  facilities.supermarket_distance       aanvullend:afstandSupermarkt        groningen:afstandSupermarkt
  youth.primary_school_distance         nabijheid:distance_to_primary_school .
  youth.secondary_school_distance       nabijheid:distance_to_secondary_school .
  youth.schools_3km                     aanvullend:scholenBinnen3km         groningen:scholenBinnen3km`;

/** What the sources say of thirty areas of two cities. */
export class SourceCells {
  readonly areas: readonly string[];
  readonly #files: Fixture['files'];
  readonly #headings = new Map<string, readonly string[]>();

  private constructor({ areas, files }: Fixture) {
    this.areas = areas;
    this.#files = files;
    for (const line of HEADINGS.trim().split('\n')) {
      const [id, ...cities] = line.trim().split(/\s+/);
      this.#headings.set(id!, cities);
    }
  }

  static async read(): Promise<SourceCells> {
    const file = join(import.meta.dirname, '../../../../packages/figures/fixtures/thirty-areas.json');
    return new SourceCells(JSON.parse(await readFile(file, 'utf8')) as Fixture);
  }

  get measures(): string[] {
    return [...this.#headings.keys()];
  }

  /** Offences of all kinds in a year. */
  offences(code: string, year: number): number | null {
    const city = code.slice(2, 6) === '0363' ? 'amsterdam' : 'groningen';
    return this.#cell(`misdrijven-${city}`, `${year}`, code);
  }

  /** The cell as a number; null where there is none. */
  of(measure: string, code: string): number | null {
    const heading = this.#headings.get(measure)?.[code.slice(2, 6) === '0363' ? 0 : 1] ?? '.';
    if (heading === '.') return null;
    const [part, column] = heading.split(':') as [string, string];
    const value = this.#cell(part, column, code);
    // the intermediary made zeros empty; where the office itself counts nobody there is no household, and nobody on the land
    const isOfPeople = measure === 'population.households' || measure === 'population.density';
    return value === null && isOfPeople && this.#cell('kwb-2024', 'Population_Total', code) === 0 ? 0 : value;
  }

  #cell(part: string, column: string, code: string): number | null {
    const { about, rows } = this.#files.find(({ about: { file } }) =>
      part === 'groningen' ? file.includes('kwb-2024-groningen') : file.includes(part),
    )!;
    const text = rows[code]?.[about.columns.indexOf(column)]?.trim() ?? '';
    return text === '' || text === '.' ? null : Number(text.replace(',', '.'));
  }
}
