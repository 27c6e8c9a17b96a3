import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, listTrajectories, presentPositions, readTrajectory } from '@buurtbalans/database';
import { DOCUMENTS, type DocumentKind, factsShown, type TrajectoryState } from '@buurtbalans/domain';
import {
  loadHouseStyle,
  renderDocument,
  type RenderedDocument,
  renderProgramme,
  type ReportLanguage,
  type ReportSnapshot,
} from '@buurtbalans/reports';
import { takeProgramme, takeSnapshot } from '@buurtbalans/workflow/documents';
import { StartError } from '../options.ts';
import { asId } from './print-journal.ts';

const FORMATS = ['pdf', 'html'] as const;
const LANGUAGES = ['nl', 'en'] as const;
/** The report over all trajectories, which is of none. */
const PROGRAMME = 'programme';
type Format = (typeof FORMATS)[number];
const houseStyle = () => loadHouseStyle(process.env['HOUSE_STYLE']);

function oneOf<T extends string>(name: string, value: string | undefined, known: readonly T[]): T {
  const found = known.find((candidate) => candidate === value);
  if (!found) throw new StartError(`--${name} ${value ?? ''}: ${known.join(' | ')}`);
  return found;
}

/** Makes one document of a trajectory, or of all, as it stands, and writes it to a file. */
export async function renderReport(
  db: Database,
  options: {
    trajectory?: string | undefined;
    document?: string | undefined;
    format?: string | undefined;
    language?: string | undefined;
    out?: string | undefined;
  },
): Promise<void> {
  if (!options.out || (!options.trajectory && options.document !== PROGRAMME))
    throw new StartError('report --trajectory ID --document D --format pdf|html --out FILE');
  const format = oneOf('format', options.format, FORMATS);
  const language = oneOf<ReportLanguage>('language', options.language, LANGUAGES);
  const { body, pages } =
    options.document === PROGRAMME
      ? await ofProgramme(db, format, language)
      : await ofTrajectory(
          db,
          options.trajectory!,
          oneOf<DocumentKind>('document', options.document, DOCUMENTS),
          format,
          language,
        );
  await writeFile(options.out, body);
  console.log(`${options.out}: ${body.length} bytes${pages ? `, ${pages} pagina’s / pages` : ''}`);
}

async function ofTrajectory(
  db: Database,
  id: string,
  document: DocumentKind,
  format: Format,
  language: ReportLanguage,
): Promise<RenderedDocument> {
  const trajectory = await readTrajectory(db, asId(id));
  if (!trajectory) throw new StartError(`${id}: dit traject is er niet / there is no such trajectory`);
  return renderDocument({
    snapshot: await snapshotOf(db, trajectory, document),
    document,
    format,
    language,
    style: await houseStyle(),
  });
}

/** What a document shows now: of a plan that was agreed its agreement, of an approved picture the figures of its approval. */
const snapshotOf = (
  db: Database,
  { id, state }: { readonly id: string; readonly state: TrajectoryState },
  document: DocumentKind,
): Promise<ReportSnapshot> => {
  const agreed = document === 'plan' ? state.plan : undefined;
  const facts = agreed ? agreed.facts : factsShown(state, document);
  return takeSnapshot(db, id, { asOf: agreed?.asOf ?? state.version, ...(facts !== undefined && { facts }) }, null);
};

async function ofProgramme(db: Database, format: Format, language: ReportLanguage): Promise<RenderedDocument> {
  const { positions, asOf } = await presentPositions(db);
  return renderProgramme({
    snapshot: await takeProgramme(db, positions, asOf),
    format,
    language,
    style: await houseStyle(),
  });
}

/** Makes every document there is, in both languages and forms, from the demonstration that is furthest. */
export async function renderSamples(db: Database, out: string | undefined): Promise<void> {
  if (!out) throw new StartError('sample-reports --out DIR');
  await mkdir(out, { recursive: true });
  const all = await listTrajectories(db);
  const furthest = all.toSorted(
    (one, other) => Object.keys(other.state.findings).length - Object.keys(one.state.findings).length,
  )[0];
  if (!furthest) throw new StartError('er is nog geen traject / there is no trajectory yet');
  const style = await houseStyle();
  const keep = async ({ body, fileName }: RenderedDocument): Promise<void> => {
    await writeFile(join(out, fileName), body);
    console.log(join(out, fileName));
  };
  for (const language of LANGUAGES) {
    for (const format of FORMATS) {
      for (const document of DOCUMENTS)
        await keep(
          await renderDocument({
            snapshot: await snapshotOf(db, furthest, document),
            document,
            format,
            language,
            style,
          }),
        );
      await keep(await ofProgramme(db, format, language));
    }
  }
}
