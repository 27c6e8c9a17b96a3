import type { Block, ReportDocument, Run } from '../model.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const runs = (content: readonly Run[]): string => content.map((run) => (run.strong ? `<strong>${escapeHtml(run.text)}</strong>` : escapeHtml(run.text))).join('');

const STYLE = `
:root{color-scheme:light}
body{font:1rem/1.6 "Noto Sans",system-ui,sans-serif;color:#1b1f24;background:#fff;margin:0}
main,header,footer{max-width:46rem;margin:0 auto;padding:1rem}
h1{line-height:1.2;margin:.5rem 0}h2{margin:2rem 0 .5rem;border-bottom:2px solid #1a3d7c;padding-bottom:.2rem}h3{margin:1.5rem 0 .25rem}
.skip{position:absolute;left:-999px}.skip:focus{position:static}
.mark{border:2px solid #7a5b00;background:#fff7e0;padding:.5rem 1rem;margin:.5rem 0}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;margin:.5rem 0}caption{text-align:left;font-weight:bold;padding:.25rem 0}
th,td{border-bottom:1px solid #b8bec8;text-align:left;vertical-align:top;padding:.35rem .5rem}thead th{background:#eef2f8}.number{text-align:right;white-space:nowrap}
figure{margin:1rem 0}figure svg{width:100%;height:auto;border:1px solid #b8bec8}figcaption{font-size:.9rem}
.note{border-left:4px solid #1a3d7c;padding-left:.75rem}
@media print{.skip{display:none}h2,h3{break-after:avoid}tr,figure{break-inside:avoid}}`;

function cell(tag: 'td' | 'th', text: string, numeric: boolean, scope = ''): string {
  return `<${tag}${scope}${numeric ? ' class="number"' : ''}>${escapeHtml(text)}</${tag}>`;
}

function block(item: Block, index: number): string {
  switch (item.kind) {
    case 'heading':
      return `<h${item.level}>${escapeHtml(item.text)}</h${item.level}>`;
    case 'paragraph':
      return `<p>${runs(item.runs)}</p>`;
    case 'note':
      return `<p class="note">${escapeHtml(item.text)}</p>`;
    case 'list':
      return `<ul>${item.items.map((content) => `<li>${runs(content)}</li>`).join('')}</ul>`;
    case 'figure':
      return `<figure><div role="img" aria-label="${escapeHtml(item.alt)}">${item.svg.replace('<svg ', '<svg aria-hidden="true" ')}</div><figcaption>${escapeHtml(item.caption)}. ${escapeHtml(item.alt)}</figcaption></figure>`;
    case 'table': {
      const isNumeric = (column: number): boolean => item.numeric.includes(column);
      const head = item.headers.map((text, column) => cell('th', text, isNumeric(column), ' scope="col"')).join('');
      const rows = item.rows.map((row) => `<tr>${row.map((text, column) => (column === 0 ? cell('th', text, isNumeric(0), ' scope="row"') : cell('td', text, isNumeric(column)))).join('')}</tr>`);
      // a table may be wider than a phone: then it scrolls by itself, by keyboard too
      return `<div class="scroll" role="region" aria-labelledby="table-${index}" tabindex="0"><table><caption id="table-${index}">${escapeHtml(item.caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
    }
  }
}

/** Renders a document as one HTML page that stands on its own: the accessible original. No script, nothing from outside. */
export function renderHtml(document: ReportDocument): string {
  const { title, subtitle, language, marks, footer, blocks } = document;
  const skip = language === 'nl' ? 'Naar de inhoud' : 'Skip to content';
  const banner = marks.map((mark) => `<p class="mark">${escapeHtml(mark)}</p>`).join('');
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(`${title}: ${subtitle}`)}</title><style>${STYLE}</style></head>
<body><a class="skip" href="#content">${skip}</a><header><h1>${escapeHtml(title)}: ${escapeHtml(subtitle)}</h1>${banner}</header>
<main id="content">${blocks.map(block).join('\n')}</main><footer><p>${escapeHtml(footer)}</p></footer></body></html>
`;
}
