import { type Drawing, HALO, type Mark, type Pen, type Point } from './drawing.ts';

const escapeXml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const fixed = (value: number): string => value.toFixed(1);

const pathOf = (lines: readonly (readonly Point[])[], closed: boolean): string =>
  lines.map((points) => `M${points.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join('L')}${closed ? 'Z' : ''}`).join('');

function look(fill: string | undefined, pen: Pen | undefined): string {
  const stroke = pen
    ? ` stroke="${pen.color}" stroke-width="${pen.width}"${pen.dash ? ` stroke-dasharray="${pen.dash.join(' ')}"` : ''}`
    : '';
  return ` fill="${fill ?? 'none'}"${fill ? ' fill-rule="evenodd"' : ''}${stroke}`;
}

function element(mark: Mark): string {
  switch (mark.kind) {
    case 'shape':
      return `<path d="${pathOf(mark.lines, mark.closed)}"${look(mark.fill, mark.pen)}/>`;
    case 'circle':
      return `<circle cx="${fixed(mark.at[0])}" cy="${fixed(mark.at[1])}" r="${mark.radius}"${look(mark.fill, mark.pen)}/>`;
    case 'text':
      return `<text x="${fixed(mark.at[0])}" y="${fixed(mark.at[1])}" font-size="${mark.size}"${mark.strong ? ' font-weight="bold"' : ''}${mark.anchor ? ` text-anchor="${mark.anchor}"` : ''}${mark.halo ? ` stroke="${mark.halo}" stroke-width="${HALO}" stroke-linejoin="round" paint-order="stroke"` : ''} fill="${mark.color}">${escapeXml(mark.text)}</text>`;
    case 'window': {
      const [x, y, width, height] = mark.box;
      // a nested picture shows no more than its own box, without an id that has to be unique on the page
      return `<svg x="${fixed(x)}" y="${fixed(y)}" width="${fixed(width)}" height="${fixed(height)}" viewBox="${[x, y, width, height].map(fixed).join(' ')}">${mark.marks.map(element).join('')}</svg>`;
    }
  }
}

/** A drawing as SVG for the HTML edition. */
export function toSvg({ width, height, marks }: Drawing): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${fixed(width)}" height="${fixed(height)}" viewBox="0 0 ${fixed(width)} ${fixed(height)}" font-family="Noto Sans, sans-serif">${marks.map(element).join('')}</svg>`;
}
