import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, listTrajectories, readTrajectory } from '@buurtbalans/database';
import { DOCUMENTS, type DocumentKind } from '@buurtbalans/domain';
import { renderDocument, type ReportLanguage } from '@buurtbalans/reports';
import { takeSnapshot } from '@buurtbalans/snapshot';
import { StartError } from '../options.ts';
import { asId } from './print-journal.ts';

const FORMATS = ['pdf', 'html'] as const;
const LANGUAGES = ['nl', 'en'] as const;

function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (!found) throw new StartError(`--${name} ${value ?? ''}: ${known.join(' | ')}`);
  return found;
}

/** Makes one document of a trajectory as it stands, and writes it to a file. */
export async function renderReport(db: Database, options: { trajectory?: string | undefined; document?: string | undefined; format?: string | undefined; language?: string | undefined; out?: string | undefined }): Promise<void> {
  if (!options.trajectory || !options.out) throw new StartError('report --trajectory ID --document D --format pdf|html --out FILE');
  const document = oneOf<DocumentKind>('document', options.document, DOCUMENTS);
  const format = oneOf('format', options.format, FORMATS);
  const language = oneOf<ReportLanguage>('language', options.language, LANGUAGES);
  const trajectory = await readTrajectory(db, asId(options.trajectory));
  if (!trajectory) throw new StartError(`${options.trajectory}: dit traject is er niet / there is no such trajectory`);
  const snapshot = await takeSnapshot(db, trajectory.id, trajectory.state.version, null);
  const { body, pages } = await renderDocument({ snapshot, document, format, language });
  await writeFile(options.out, body);
  console.log(`${options.out}: ${body.length} bytes${pages ? `, ${pages} pagina’s / pages` : ''}`);
}

/** Makes every document there is, in both languages and forms, from the demonstration that is furthest. */
export async function renderSamples(db: Database, out: string | undefined): Promise<void> {
  if (!out) throw new StartError('sample-reports --out DIR');
  await mkdir(out, { recursive: true });
  const all = await listTrajectories(db);
  const furthest = all.toSorted((one, other) => Object.keys(other.state.findings).length - Object.keys(one.state.findings).length)[0];
  if (!furthest) throw new StartError('er is nog geen traject / there is no trajectory yet');
  const snapshot = await takeSnapshot(db, furthest.id, furthest.state.version, null);
  for (const document of DOCUMENTS) {
    for (const language of LANGUAGES) {
      for (const format of FORMATS) {
        const { body, fileName } = await renderDocument({ snapshot, document, format, language });
        await writeFile(join(out, fileName), body);
        console.log(join(out, fileName));
      }
    }
  }
}
