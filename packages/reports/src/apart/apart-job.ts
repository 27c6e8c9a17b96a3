import type { PaperLanguage } from '@buurtbalans/domain';
import type { HouseStyle } from '../house-style/house-style.ts';
import type { ModelProblem } from '../model.ts';
import type { PaperSource } from '../paper/paper-source.ts';
import type { RenderedDocument } from '../render-document.ts';
import type { ProgrammeRequest } from '../programme/render-programme.ts';
import type { RenderRequest, RenderStep } from '../snapshot.ts';

/** What is rendered in a process of its own: a document, a report over all trajectories, or forms on paper. */
export type ApartJob =
  | ({ readonly kind: 'document' } & Omit<RenderRequest, 'onProgress'>)
  | ({ readonly kind: 'programme' } & ProgrammeRequest)
  | {
      readonly kind: 'paper';
      readonly source: PaperSource;
      readonly language: PaperLanguage;
      readonly format: 'pdf' | 'html';
      readonly style?: HouseStyle;
    };

/** What the process says of its job, in this order: how far it is, and then one of the others. */
export type ApartAnswer =
  | { readonly is: 'progress'; readonly step: RenderStep; readonly progress: number }
  | { readonly is: 'made'; readonly made: RenderedDocument }
  /** It cannot be made, by what it says. */
  | { readonly is: 'refused'; readonly message: string; readonly code: ModelProblem }
  /** A fault of ours; the message can hold what somebody wrote and stays there. */
  | { readonly is: 'failed'; readonly name: string; readonly frames: string };
