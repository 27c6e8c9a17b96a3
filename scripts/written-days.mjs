// Lists days that are written down where the running clock is met: one day they are past, and a test is red that was green.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';

/** Files in which what is planned, due or valid is compared with the running clock. */
const MEETS_THE_CLOCK =
  /\.(int|journey)\.spec\.ts$|^apps\/.*\.testing\.ts$|^packages\/testing\/|^tests\/(faults|live|e2e)\/|^apps\/launcher\/src\/demo\//;
/** A day of the years in which people work on this, or later. */
const WRITTEN_DAY = /20(2[6-9]|[3-9]\d)-\d\d|Date\.UTC\(20/;
/** What a file says that needs such a day, with the reason behind it. */
const REASON = '// fixed days:';

const found = ['packages', 'apps', 'tests'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .map((file) => `${folder}/${file}`)
    .filter((file) => file.endsWith('.ts') && !/node_modules|\/(dist|build)\//.test(file) && MEETS_THE_CLOCK.test(file))
    .flatMap((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      if (text.includes(REASON)) return [];
      return text
        .split('\n')
        .flatMap((line, index) =>
          WRITTEN_DAY.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 120)}`] : [],
        );
    }),
);
if (found.length > 0)
  console.error(
    `days that will be past one day; count from today with inDays or dayIn of @buurtbalans/testing, or say why not after "${REASON}":\n${found.join('\n')}`,
  );
process.exitCode = found.length > 0 ? 1 : 0;
