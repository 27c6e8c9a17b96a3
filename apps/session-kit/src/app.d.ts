import type { EndpointId, Me } from '@buurtbalans/contracts';

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
      /** What whoever is signed in may call. */
      may?: readonly EndpointId[];
      /** Whether templates of the method are anything to them. */
      worksByTemplate?: boolean;
      /** Frame around the page: with navigation, only a header, or nothing at all (projector). */
      shell?: 'staff' | 'public' | 'none';
    }
  }
}

export {};
