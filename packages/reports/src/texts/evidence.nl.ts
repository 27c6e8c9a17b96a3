import { counted } from './counted.ts';
import type { EvidenceTexts } from './evidence-texts.ts';

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
  few: (who, threshold) => `Wat ${who} vertelden: minder dan ${threshold} bronnen`,
  fewWords: (threshold) =>
    `Hier staan minder dan ${threshold} bronnen achter. Daarom staan de woorden en de dag er niet bij.`,
  count: (sources) => counted(sources, 'bron', 'bronnen'),
};
