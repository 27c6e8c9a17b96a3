/** Writes docs/errors.md from the error catalogue: what each code means and what to do. */
import { writeFile } from 'node:fs/promises';
import { ERRORS_FILE, errorsFile } from './errors-file.ts';

await writeFile(ERRORS_FILE, errorsFile());
