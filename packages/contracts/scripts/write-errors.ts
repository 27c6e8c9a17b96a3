/** Writes docs/errors.md from the error catalogue: what each code means and what to do. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCatalogue } from '../src/index.ts';

const sections = Object.entries(errorCatalogue).map(([code, { status, nl, en }]) => {
  const anchor = code.toLowerCase().replaceAll('.', '-');
  return `<a id="${anchor}"></a>\n\n## ${code}\n\nHTTP ${status}\n\n- **${nl.title}.** ${nl.advice}\n- **${en.title}.** ${en.advice}\n`;
});
const head =
  '# Errors\n\nMade from the catalogue in `packages/contracts/src/errors` by `npm run docs:errors`. Words in braces are filled in.\n\n';
await writeFile(join(import.meta.dirname, '..', '..', '..', 'docs', 'errors.md'), head + sections.join('\n'));
