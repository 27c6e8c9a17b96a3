import type { Ended } from '@buurtbalans/domain';
import { sharedTexts } from '@buurtbalans/reports';

type Language = keyof typeof sharedTexts;

const STYLE =
  '<style>.shared ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0;margin:0}.shared a{display:inline-block;padding:.5rem 0}.shared{max-width:46rem;margin:0 auto;padding:0 1rem}.shared p{margin:0;font-weight:bold}@media print{.shared{display:none}}</style>';

const dayOf = (moment: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'Europe/Amsterdam' }).format(new Date(moment));

/** A later version that is public: its number, and the token of its link where that can be told. */
export interface Later {
  readonly version: number;
  readonly token: string | null;
}

/** A page with links before what it says; print leaves them out. */
function withLinks(html: string, language: Language, links: readonly string[], notice = ''): string {
  const head = `<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">${STYLE}</head>`;
  const nav = `</header><nav class="shared" aria-label="${sharedTexts[language].label}">${notice}<ul>${links.map((link) => `<li>${link}</li>`).join('')}</ul></nav>`;
  return html.replace('</head>', () => head).replace('</header>', () => nav);
}

/** A document as it was rendered, with the way to a later version, to its other forms, to what changed and to reacting. */
export function withDownloads(
  html: string,
  {
    language,
    hasPdf,
    hasEarlier,
    later,
    ended,
    reactAt,
  }: {
    language: Language;
    hasPdf: boolean;
    hasEarlier: boolean;
    later: Later | null;
    ended: Ended | undefined;
    reactAt: string | null;
  },
): string {
  const words = sharedTexts[language];
  const forms = [...(hasPdf ? (['pdf'] as const) : []), 'xlsx', 'geojson'] as const;
  const told = later && words.later(later.version);
  const over = ended ? `<p>${words.ended(ended.since && dayOf(ended.since, language))}</p>` : '';
  const notice = told && `<p>${later.token === null ? told : `<a href="${later.token}">${told}</a>`}</p>`;
  const links = [
    ...(reactAt === null ? [] : [`<a href="${reactAt}"><strong>${words.react}</strong></a>`]),
    ...(hasEarlier ? [`<a href="?as=changes">${words.changesLink}</a>`] : []),
    ...forms.map((form) => `<a href="?as=${form}" download>${words[form]}</a>`),
  ];
  return withLinks(html, language, links, `${over}${notice ?? ''}`);
}

/** What changed in a document, with the way back to it. */
export const withWayBack = (html: string, language: Language): string =>
  withLinks(html, language, [`<a href="?as=html">${sharedTexts[language].wayBack}</a>`]);
