import type { Block, Field } from '../model.ts';

const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** A square to mark; a sign in it is text, an empty one only a drawing. */
const square = (sign: string): string =>
  `<span class="square"${sign === '' ? ' aria-hidden="true"' : ''}>${escapeHtml(sign)}</span>`;
const lines = (count: number): string => '<span class="line" aria-hidden="true"></span>'.repeat(count);
const squares = (count: number): string => Array.from({ length: count }, () => square('')).join('');

/** Looks of what is filled in on paper: black on white, wide enough for a pen. */
export const FIELD_STYLE = `.large{font-size:1.125rem}.field{margin:.5rem 0;break-inside:avoid}.field>p{margin:.25rem 0}.options{display:grid;gap:.35rem 1rem;list-style:none;margin:0;padding:0}
.square{display:inline-block;box-sizing:border-box;min-width:1.6em;height:1.6em;border:1.5px solid #111;text-align:center;line-height:1.4;margin-right:.3em;vertical-align:middle}
.line{display:block;height:2em;border-bottom:1px solid #555}.page{border:0;border-top:2px dashed #555;margin:2rem 0}
@media (min-width:40rem),print{.options{grid-template-columns:repeat(var(--columns),minmax(0,1fr))}}
@media print{.large{font-size:.95rem;line-height:1.4}.page{display:none}.page+*{break-before:page}.scroll{overflow:visible}main,header,footer{max-width:none}}`;

function filled(field: Field): string {
  switch (field.kind) {
    case 'boxes':
      return `<ul class="options" style="--columns:${field.columns}">${field.options.map((option) => `<li>${square('')}${escapeHtml(option)}</li>`).join('')}</ul>`;
    case 'scale': {
      const signs = Array.from({ length: field.to - field.from + 1 }, (_, index) =>
        square(String(field.from + index)),
      ).join('');
      return `<p>${escapeHtml(field.low)} ${signs} ${escapeHtml(field.high)}</p>`;
    }
    case 'lines':
      return lines(field.count);
    case 'squares':
      return `<p>${squares(field.count)}${field.orLine === null ? '' : escapeHtml(field.orLine)}</p>${field.orLine === null ? '' : lines(1)}`;
  }
}

/** Something to fill in. */
export function fieldHtml(field: Field): string {
  return `<div class="field"><p><strong>${escapeHtml(field.label)}</strong></p>${filled(field)}</div>`;
}

/** A table to mark. */
export function ballotHtml(
  { caption, headers, subjects, marks, lang }: Extract<Block, { kind: 'ballot' }>,
  index: number,
): string {
  const head = [...headers, ...marks.map(({ header }) => header)]
    .map((text) => `<th scope="col">${escapeHtml(text)}</th>`)
    .join('');
  const rows = subjects.map((subject, row) => {
    const toMark = marks.map(({ signs }) => `<td class="number">${signs.map(square).join('')}</td>`).join('');
    return `<tr><th scope="row">${row + 1}</th><td${lang ? ` lang="${escapeHtml(lang)}" dir="auto"` : ''}>${subject === '' ? lines(1) : escapeHtml(subject)}</td>${toMark}</tr>`;
  });
  return `<div class="scroll" role="region" aria-labelledby="table-${index}" tabindex="0"><table><caption id="table-${index}">${escapeHtml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;
}
