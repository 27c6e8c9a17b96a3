/** Renders a report as the worker's render process does, several times, and ends. */
import { renderPdf } from '../../../packages/reports/src/render/render-pdf.ts';
import { reportOf } from './content.ts';

const document = reportOf(Number(process.argv[2]));
for (let round = 0; round < Number(process.argv[3]); round += 1) renderPdf(document);
