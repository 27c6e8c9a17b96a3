import { join } from 'node:path';
import { errorAnchor, errorCatalogue } from '../src/index.ts';

/** The file that whoever has the repository reads; the screens serve the same as a page. */
export const ERRORS_FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'errors.md');

const HEAD =
  '# Errors\n\nMade from the catalogue in `packages/contracts/src/errors` by `npm run docs:errors`. Words in braces are filled in.\n\n';

/** What stands in {@link ERRORS_FILE}: each code with its anchor, status and texts. */
export function errorsFile(): string {
  const sections = Object.entries(errorCatalogue).map(
    ([code, { status, nl, en }]) =>
      `<a id="${errorAnchor(code)}"></a>\n\n## ${code}\n\nHTTP ${status}\n\n- **${nl.title}.** ${nl.advice}\n- **${en.title}.** ${en.advice}\n`,
  );
  return HEAD + sections.join('\n');
}
