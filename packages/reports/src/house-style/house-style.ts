import type { Drawing } from '../drawing/drawing.ts';

/** How a municipality looks on its documents. Charts, maps and warnings keep colours of their own: those have a meaning. */
export interface HouseStyle {
  /** Stands above and below every document; empty: nobody's. */
  readonly name: string;
  /** Headings, links and lines, as `#rrggbb`: readable on white. */
  readonly brand: string;
  /** Behind the headers of tables: the brand, thinned until everything can be read on it. */
  readonly soft: string;
  readonly logo: { readonly drawing: Drawing; readonly alt: string } | null;
  /** Fingerprint of the files that it was read from, which stands in every document; empty: the style that ships. */
  readonly hash: string;
}

/** The style that ships: nobody's. */
export const NEUTRAL_STYLE: HouseStyle = { name: '', brand: '#1a3d7c', soft: '#eef2f8', logo: null, hash: '' };

/** Room for a logo on a page, in points. */
export const LOGO_BOX = { width: 200, height: 44 } as const;

/** A house style that cannot be used, in Dutch and English. */
export class HouseStyleError extends Error {
  constructor(dutch: string, english: string) {
    super(`${dutch} / ${english}`);
    this.name = 'HouseStyleError';
  }
}
