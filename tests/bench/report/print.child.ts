/** Prints the HTML edition of a report in a browser, several times, and ends. */
import { renderHtml } from '../../../packages/reports/src/render/render-html.ts';
import { startPrinter } from './browser.ts';
import { reportOf } from './content.ts';

const html = renderHtml(reportOf(Number(process.argv[2])));
const printer = await startPrinter();
for (let round = 0; round < Number(process.argv[3]); round += 1) await printer.print(html);
await printer.stop();
