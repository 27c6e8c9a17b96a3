import { defineErrors } from './define-errors.ts';
import { accessErrors } from './access.errors.ts';
import { providerErrors } from './provider.errors.ts';
import { figureErrors } from './figure.errors.ts';
import { jobErrors } from './job.errors.ts';
import { liveErrors } from './live.errors.ts';
import { serverErrors } from './server.errors.ts';
import { sessionErrors } from './session.errors.ts';
import { trajectoryErrors } from './trajectory.errors.ts';
import { sharingErrors } from './sharing.errors.ts';
import { reportErrors } from './report.errors.ts';

/** Every error that the product can tell a user about: code, HTTP status and text that says what to do. */
export const errorCatalogue = defineErrors({
  ...accessErrors,
  ...providerErrors,
  ...serverErrors,
  ...trajectoryErrors,
  ...sessionErrors,
  ...liveErrors,
  ...figureErrors,
  ...reportErrors,
  ...sharingErrors,
  ...jobErrors,
});

/** Code of an error, such as `SESSION.NOT_OPEN`. */
export type ErrorCode = keyof typeof errorCatalogue;
