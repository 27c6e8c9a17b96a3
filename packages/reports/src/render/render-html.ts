import { anchorOf, contentsOf, type Entry } from '../contents.ts';
import { toSvg } from '../drawing/to-svg.ts';
import { type HouseStyle, NEUTRAL_STYLE } from '../house-style/house-style.ts';
import { anchorIn, type Block, langOfCell, type ReportDocument, type Run } from '../model.ts';
import { furniture } from '../texts/furniture.ts';
import { FIELD_STYLE, ballotHtml, fieldHtml } from './html-fields.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

function run({ text, strong, lang, link, to, called }: Run): string {
  const words = strong ? `<strong>${escapeHtml(text)}</strong>` : escapeHtml(text);
  const linked = link
    ? `<a href="${escapeHtml(link)}">${words}</a>`
    : to
      ? `<a href="#${to}"${called ? ` aria-label="${escapeHtml(called)}"` : ''}>${words}</a>`
      : words;
  // a text in another language may run the other way
  return lang ? `<span lang="${escapeHtml(lang)}" dir="auto">${linked}</span>` : linked;
}
const runs = (content: readonly Run[]): string => content.map(run).join('');
/** A place that links lead to takes the focus, so that reading goes on there. */
function element(tag: 'p' | 'li', content: readonly Run[]): string {
  const anchor = anchorIn(content);
  return `<${tag}${anchor ? ` id="${anchor}" tabindex="-1"` : ''}>${runs(content)}</${tag}>`;
}

const STYLE = `
:root{color-scheme:light;print-color-adjust:exact}
body{font:1rem/1.6 "Noto Sans",system-ui,sans-serif;color:#1b1f24;background:#fff;margin:0;overflow-wrap:anywhere}
main,header,footer{max-width:46rem;margin:0 auto;padding:1rem}
a{color:var(--brand)}.house{margin:0 0 1rem;font-weight:bold;color:var(--brand)}.house svg{display:block;max-width:100%;height:2.75rem;width:auto}
h1,h2{color:var(--brand)}h1{line-height:1.2;margin:.5rem 0}h2{margin:2rem 0 .5rem;border-bottom:2px solid var(--brand);padding-bottom:.2rem}h3{margin:1.5rem 0 .25rem}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
.mark{border:2px solid #7a5b00;background:#fff7e0;padding:.5rem 1rem;margin:.5rem 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:bold;padding:.25rem 0}
th,td{overflow-wrap:break-word;border-bottom:1px solid #b8bec8;text-align:left;vertical-align:top;padding:.35rem .5rem}thead th{background:var(--soft)}.number{text-align:right;white-space:nowrap}
figure{margin:1rem 0}figure svg{width:100%;height:auto;border:1px solid #b8bec8}figcaption{font-size:.9rem}
nav ul{list-style:none;padding:0}nav .level-3{padding-left:1.5rem}
:target{scroll-margin-top:1rem;background:#fff7e0;outline:2px solid #7a5b00;outline-offset:2px}
p,li,th,td{white-space:pre-line}.note{border-left:4px solid var(--brand);padding-left:.75rem}
${FIELD_STYLE}
@media print{.skip{display:none}h2,h3,caption,thead,p:has(+ul){break-after:avoid}tr,figure{break-inside:avoid}table{font-size:.8rem}th,td{overflow-wrap:anywhere;hyphens:auto;min-width:6.5rem}.number{white-space:normal;hyphens:none;min-width:5rem}}`;

/** A word across every page, behind what is written. Nobody hears it: a mark says it in full. */
const across = (word: string): string =>
  `body::before{content:"${word}";content:"${word}"/"";position:fixed;inset:0;z-index:-1;display:grid;place-items:center;transform:rotate(-50deg);font-size:min(18vw,10rem);font-weight:bold;white-space:nowrap;color:#f6ecd2;pointer-events:none}`;

function cell(tag: 'td' | 'th', text: string, numeric: boolean, rest = ''): string {
  return `<${tag}${rest}${numeric ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`;
}

function block(item: Block, index: number): string {
  switch (item.kind) {
    case 'heading':
      return `<h${item.level} id="${anchorOf(index)}">${runs(item.runs)}</h${item.level}>`;
    case 'paragraph':
      return element('p', item.runs);
    case 'note':
      return `<p class="note">${escapeHtml(item.text)}</p>`;
    case 'list':
      return `<ul>${item.items.map((content) => element('li', content)).join('')}</ul>`;
    case 'figure':
      return `<figure><div role="img" aria-label="${escapeHtml(item.alt)}">${toSvg(item.drawing).replace('<svg ', '<svg aria-hidden="true" ')}</div><figcaption>${escapeHtml(item.caption)}. ${escapeHtml(item.alt)}</figcaption></figure>`;
    case 'field':
      return fieldHtml(item.field);
    case 'ballot':
      return ballotHtml(item, index);
    case 'page':
      return '<hr class="page">';
    case 'table': {
      const isNumeric = (column: number): boolean => item.numeric.includes(column);
      const langOf = (column: number, text: string): string => {
        const lang = langOfCell(item.foreign, column, text);
        return lang ? ` lang="${lang}" dir="auto"` : '';
      };
      const head = item.headers.map((text, column) => cell('th', text, isNumeric(column), ' scope="col"')).join('');
      const rows = item.rows.map(
        (row) =>
          `<tr>${row.map((text, column) => (column === 0 ? cell('th', text, isNumeric(0), ` scope="row"${langOf(0, text)}`) : cell('td', text, isNumeric(column), langOf(column, text)))).join('')}</tr>`,
      );
      // a table may be wider than a phone: then it scrolls by itself, by keyboard too
      return `<div class="scroll" role="region" aria-labelledby="table-${index}" tabindex="0"><table><caption id="table-${index}">${escapeHtml(item.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
    }
  }
}

function contents(entries: readonly Entry[], title: string): string {
  const items = entries.map(
    ({ index, level, text }) => `<li class="level-${level}"><a href="#${anchorOf(index)}">${escapeHtml(text)}</a></li>`,
  );
  return items.length > 0
    ? `<nav aria-labelledby="contents"><h2 id="contents">${title}</h2><ul>${items.join('')}</ul></nav>`
    : '';
}

const colors = ({ brand, soft }: HouseStyle): string => `:root{--brand:${brand};--soft:${soft}}`;

/** Whose document it is: the logo in words for who does not see it, or the name. */
function house({ name, logo }: HouseStyle): string {
  if (logo)
    return `<div class="house" role="img" aria-label="${escapeHtml(logo.alt)}">${toSvg(logo.drawing).replace('<svg ', '<svg aria-hidden="true" ')}</div>`;
  return name === '' ? '' : `<p class="house">${escapeHtml(name)}</p>`;
}

/** Renders a document as one HTML page that stands on its own: the accessible original. No script, nothing from outside. */
export function renderHtml(document: ReportDocument): string {
  const { title, subtitle, language, marks, watermark, style = NEUTRAL_STYLE, footer, blocks } = document;
  const words = furniture[language];
  const banner = marks.map((mark) => `<p class="mark">${escapeHtml(mark)}</p>`).join('');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(`${title}: ${subtitle}`)}</title>${style.hash && `<meta name="house-style" content="${style.hash}">`}<style>${colors(style)}${STYLE}${watermark ? across(watermark) : ''}</style></head>
<body${document.isLarge ? ' class="large"' : ''}><a class="skip" href="#content">${words.skip}</a><header>${house(style)}<h1>${escapeHtml(title)}: ${escapeHtml(subtitle)}</h1>${banner}</header>
<main id="content">${contents(contentsOf(blocks), words.contents)}${blocks.map(block).join('\n')}</main><footer><p>${escapeHtml([style.name, footer].filter(Boolean).join(' · '))}</p></footer></body></html>
`;
}
