import type { Indicator } from './indicator.ts';

/** Indicators of work and income. */
export const workAndIncome: readonly Indicator[] = [
  {
    id: 'work_income.income_per_inhabitant',
    theme: 'work_income',
    name: { nl: 'Gemiddeld inkomen per inwoner', en: 'Average income per inhabitant' },
    plain: {
      nl: 'Wat mensen hier gemiddeld per jaar te besteden hebben, kinderen meegeteld.',
      en: 'What people here have to spend per year on average, children included.',
    },
    unit: 'thousand_euro',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.total' },
    headings: ['avg_income_per_inhabitant_1000eur', 'gemiddeldinkomenperinwoner'],
  },
  {
    id: 'work_income.income_per_recipient',
    theme: 'work_income',
    name: { nl: 'Gemiddeld inkomen per inkomensontvanger', en: 'Average income per income recipient' },
    plain: {
      nl: 'Wat mensen met een inkomen gemiddeld per jaar hebben.',
      en: 'What people with an income have per year on average.',
    },
    unit: 'thousand_euro',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.total' },
    headings: ['avg_income_per_income_recipient_1000eur', 'gemiddeldinkomenperinkomensontvanger'],
  },
  {
    id: 'work_income.household_income',
    theme: 'work_income',
    name: { nl: 'Gestandaardiseerd inkomen van huishoudens', en: 'Standardised household income' },
    plain: {
      nl: 'Wat een huishouden te besteden heeft, rekening houdend met hoeveel mensen er zijn.',
      en: 'What a household has to spend, allowing for how many people there are.',
    },
    unit: 'thousand_euro',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.households' },
    headings: ['avg_std_household_income_1000eur', 'gemgestandaardiseerdinkomenvanhuish'],
  },
  {
    id: 'work_income.lowest_40',
    theme: 'work_income',
    name: { nl: 'Personen in de laagste 40% inkomens', en: 'Persons in the lowest 40% of incomes' },
    plain: {
      nl: 'Welk deel van de mensen bij de laagste inkomens van Nederland hoort.',
      en: 'Which share of people is among the lowest incomes of the country.',
    },
    unit: 'percent',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.total' },
    headings: ['pct_lowest_40pct_income', 'k_40personenmetlaagsteinkomen'],
  },
  {
    id: 'work_income.highest_20',
    theme: 'work_income',
    name: { nl: 'Personen in de hoogste 20% inkomens', en: 'Persons in the highest 20% of incomes' },
    plain: {
      nl: 'Welk deel van de mensen bij de hoogste inkomens van Nederland hoort.',
      en: 'Which share of people is among the highest incomes of the country.',
    },
    unit: 'percent',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.total' },
    headings: ['pct_highest_20pct_income', 'k_20personenmethoogsteinkomen'],
  },
  {
    id: 'work_income.low_income_households',
    theme: 'work_income',
    name: { nl: 'Huishoudens met een laag inkomen', en: 'Households with a low income' },
    plain: {
      nl: 'Welk deel van de huishoudens weinig geld heeft.',
      en: 'Which share of the households has little money.',
    },
    unit: 'percent',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.households' },
    headings: ['pct_low_income_households', 'huishoudensmeteenlaaginkomen'],
  },
  {
    id: 'work_income.below_120_social_minimum',
    theme: 'work_income',
    name: { nl: 'Huishoudens tot 120% van het sociaal minimum', en: 'Households up to 120% of the social minimum' },
    plain: {
      nl: 'Welk deel van de huishoudens rond het sociaal minimum leeft.',
      en: 'Which share of the households lives around the social minimum.',
    },
    unit: 'percent',
    decimals: 1,
    combine: { by: 'weighted', weight: 'population.households' },
    headings: ['pct_below_120pct_social_min', 'huishtot120vansociaalminimum'],
  },
  {
    id: 'work_income.ses_score',
    theme: 'work_income',
    name: { nl: 'Sociaal-economische score (SES-WOA)', en: 'Socio-economic score (SES-WOA)' },
    plain: {
      nl: 'Een score voor welvaart, opleiding en werk; 0 is gemiddeld in Nederland.',
      en: 'A score for wealth, education and work; 0 is the country\'s average.',
    },
    unit: 'score',
    decimals: 3,
    combine: { by: 'weighted', weight: 'population.households' },
    headings: ['ses-woa/totaalscore/gemiddelde score (getal)'],
  },
];
