import type { AreaGeometry } from '@buurtbalans/domain';

/** A numbered or lettered mark on the map. */
export interface MapMark {
  readonly id: string;
  readonly lng: number;
  readonly lat: number;
  /** What stands in the mark, at most two signs. */
  readonly sign: string;
  /** What a screen reader says of it. */
  readonly label: string;
  readonly tone: 'weak' | 'promising' | 'signal' | 'finding';
}

/** A shape on the map. */
export interface MapShape {
  readonly id: string;
  readonly geometry: AreaGeometry;
  readonly kind: 'park' | 'outline' | 'neighbourhood' | 'chosen' | 'area' | 'cell' | 'active' | 'drawing';
  readonly label?: string;
}
