import { sharedTexts } from '@buurtbalans/reports';

type Language = keyof typeof sharedTexts;

const STYLE =
  '<style>.shared ul{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;padding:0;margin:0}.shared a{display:inline-block;padding:.5rem 0}.shared{max-width:46rem;margin:0 auto;padding:0 1rem}@media print{.shared{display:none}}</style>';

/** A page with links before what it says; print leaves them out. */
function withLinks(html: string, language: Language, links: readonly string[]): string {
  const head = `<meta name="robots" content="noindex, nofollow"><meta name="referrer" content="no-referrer">${STYLE}</head>`;
  const nav = `</header><nav class="shared" aria-label="${sharedTexts[language].label}"><ul>${links.map((link) => `<li>${link}</li>`).join('')}</ul></nav>`;
  return html.replace('</head>', () => head).replace('</header>', () => nav);
}

/** A document as it was rendered, with the way to its other forms, to what changed and to reacting. */
export function withDownloads(
  html: string,
  {
    language,
    hasPdf,
    hasEarlier,
    reactAt,
  }: { language: Language; hasPdf: boolean; hasEarlier: boolean; reactAt: string | null },
): string {
  const words = sharedTexts[language];
  const forms = [...(hasPdf ? (['pdf'] as const) : []), 'xlsx', 'geojson'] as const;
  return withLinks(html, language, [
    ...(reactAt === null ? [] : [`<a href="${reactAt}"><strong>${words.react}</strong></a>`]),
    ...(hasEarlier ? [`<a href="?as=changes">${words.changesLink}</a>`] : []),
    ...forms.map((form) => `<a href="?as=${form}" download>${words[form]}</a>`),
  ]);
}

/** What changed in a document, with the way back to it. */
export const withWayBack = (html: string, language: Language): string =>
  withLinks(html, language, [`<a href="?as=html">${sharedTexts[language].wayBack}</a>`]);
