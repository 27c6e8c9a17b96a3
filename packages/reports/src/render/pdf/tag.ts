import type { StructureType } from './structure-element.ts';

/** What a node of a definition is in the structure tree. */
export type Tag =
  /** A node that becomes one element. */
  | { readonly as: Exclude<StructureType, 'L' | 'Table' | 'Figure' | 'TOC'>; readonly lang?: string }
  /** A picture with its description. */
  | { readonly as: 'Figure'; readonly alt: string }
  /** A list: each item becomes a label and a body. */
  | { readonly as: 'L' }
  /** A table with header cells; around it, a stack of the same tag holds the caption. */
  | { readonly as: 'Table'; readonly rowHeaders?: number }
  /** A table of contents: each row refers to a heading. */
  | { readonly as: 'TOC' }
  /** A table that only places things. */
  | { readonly as: 'layout' }
  | { readonly as: 'artifact' };

/** A node of a definition. */
export type Node = Record<string, unknown> & { readonly tag?: Tag };
