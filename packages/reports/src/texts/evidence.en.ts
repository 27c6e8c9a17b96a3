import { counted } from './counted.ts';
import type { EvidenceTexts } from './evidence-texts.ts';

const ONE = { residents: 'resident', organisations: 'organisation', sources: 'source' } as const;
const MORE = { residents: 'residents', organisations: 'organisations', sources: 'sources' } as const;

/** English texts around numbered sources; residents read them too. */
export const evidenceEn: EvidenceTexts = {
  numbered: 'Numbered sources',
  numberedIntro:
    'Each number in the text belongs to a source in this list. From each source you can go on to the evidence, and back again.',
  proof: 'The evidence',
  see: 'see the evidence',
  usedBy: 'Belongs to',
  table: 'Table',
  tableOnline: 'see the table',
  release: 'Release',
  noRelease: 'not named in the file',
  restsOn: 'What this rests on',
  against: 'Figures that contradict this',
  beside: 'Figures that stand beside it',
  unused: 'What else was said',
  unusedIntro: (count) =>
    count === 1
      ? 'This was said, too. No finding uses it.'
      : `These ${count} statements were made, too. No finding uses them.`,
  noSources: 'No source has been named for this yet.',
  sources: 'Sources',
  source: (number, label) => `Source ${number}: ${label}`,
  seeOf: (number) => `see the evidence of source ${number}`,
  back: (number) => `Back to source ${number}`,
  of: (number) => `For source ${number}. `,
  finding: (number) => `finding ${number}`,
  action: (number) => `action ${number}`,
  theme: (name) => `figures on ${name}`,
  figure: (name, year, source) => `${name}, ${year} (${source})`,
  statements: (who, date) => `What ${who} told${date ? ` on ${date}` : ''}`,
  professionals: (type) => `professionals (${type})`,
  few: (lane, who, threshold) =>
    lane === 'resident' ? `What fewer than ${threshold} ${who} told` : `What ${who} told, without their words`,
  fewWords: (lane, threshold) =>
    lane === 'resident'
      ? `Fewer than ${threshold} people told this. That is why the words and the day are left out.`
      : 'Not all of the organisations agreed that this leaves. That is why the words and the day are left out.',
  count: ({ count, of }) => counted(count, ONE[of], MORE[of]),
};
