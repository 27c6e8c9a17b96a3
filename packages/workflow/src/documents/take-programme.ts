import { type Database, listDistricts, readJournal, readTemplate, readTrajectory } from '@buurtbalans/database';
import { fold, type TrajectoryState } from '@buurtbalans/domain';
import { buildProgramme, type ProgrammeSnapshot, type ProgrammeSource } from '@buurtbalans/reports';

/** Reads what a programme report shows: every trajectory at the position that is asked for. No text is read. */
export async function takeProgramme(
  db: Database,
  positions: Readonly<Record<string, number>>,
  asOf: Date,
): Promise<ProgrammeSnapshot> {
  const districts = new Map((await listDistricts(db)).map((area) => [area.code, area.name]));
  const sources: ProgrammeSource[] = [];
  // one after the other: a city has hundreds, and the pool serves others too
  for (const [id, position] of Object.entries(positions)) {
    const state = await stateAt(db, id, position);
    if (!state) continue;
    const template = await readTemplate(db, state.template.id, state.template.version);
    sources.push({
      id,
      state,
      template: template!,
      districtName: districts.get(state.districtCode) ?? state.districtCode,
    });
  }
  return buildProgramme(sources, asOf.toISOString());
}

async function stateAt(db: Database, id: string, position: number): Promise<TrajectoryState | null | undefined> {
  const present = (await readTrajectory(db, id))?.state;
  return present?.version === position ? present : fold(await readJournal(db, id, 0, position));
}
