import type { Me } from '@buurtbalans/contracts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** Code of the error catalogue, when the engine gave one. */
      code?: string;
      advice?: string;
    }
    interface PageData {
      me?: Me | null;
      /** Frame around the page: with navigation, only a header, or nothing at all (projector). */
      shell?: 'staff' | 'public' | 'none';
    }
  }
}

export {};
