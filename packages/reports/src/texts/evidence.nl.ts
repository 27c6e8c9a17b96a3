import { counted } from './counted.ts';
import type { EvidenceTexts } from './evidence-texts.ts';

const ONE = { residents: 'bewoner', organisations: 'organisatie', sources: 'bron' } as const;
const MORE = { residents: 'bewoners', organisations: 'organisaties', sources: 'bronnen' } as const;

/** Dutch texts around numbered sources; residents read them too. */
export const evidenceNl: EvidenceTexts = {
  numbered: 'Genummerde bronnen',
  numberedIntro:
    'Elk nummer in de tekst hoort bij een bron uit deze lijst. Bij elke bron kunt u verder naar het bewijs, en weer terug.',
  proof: 'Het bewijs',
  see: 'bekijk het bewijs',
  usedBy: 'Hoort bij',
  table: 'Tabel',
  tableOnline: 'bekijk de tabel',
  release: 'Uitgave',
  noRelease: 'niet genoemd in het bestand',
  restsOn: 'Waar dit op steunt',
  against: 'Cijfers die dit weerspreken',
  beside: 'Cijfers die ernaast staan',
  unused: 'Wat verder werd gezegd',
  unusedIntro: (count) =>
    count === 1
      ? 'Dit werd ook gezegd. Het is in geen bevinding gebruikt.'
      : `Ook deze ${count} uitspraken zijn gedaan. Zij zijn in geen bevinding gebruikt.`,
  noSources: 'Hier is nog geen bron bij genoemd.',
  sources: 'Bronnen',
  source: (number, label) => `Bron ${number}: ${label}`,
  seeOf: (number) => `bekijk het bewijs van bron ${number}`,
  back: (number) => `Terug naar bron ${number}`,
  of: (number) => `Bij bron ${number}. `,
  finding: (number) => `bevinding ${number}`,
  action: (number) => `actie ${number}`,
  theme: (name) => `cijfers over ${name}`,
  figure: (name, year, source) => `${name}, ${year} (${source})`,
  statements: (who, date) => `Wat ${who} vertelden${date ? ` op ${date}` : ''}`,
  professionals: (type) => `professionals (${type})`,
  few: (lane, who, threshold) =>
    lane === 'resident' ? `Wat minder dan ${threshold} ${who} vertelden` : `Wat ${who} vertelden, zonder hun woorden`,
  fewWords: (lane, threshold) =>
    lane === 'resident'
      ? `Minder dan ${threshold} mensen vertelden dit. Daarom staan de woorden en de dag er niet bij.`
      : 'De organisaties spraken niet allemaal af dat dit naar buiten mag. Daarom staan de woorden en de dag er niet bij.',
  count: ({ count, of }) => counted(count, ONE[of], MORE[of]),
};
