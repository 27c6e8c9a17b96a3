import { type Database, listTrajectories, presentPositions } from '@buurtbalans/database';
import { DOCUMENTS } from '@buurtbalans/domain';
import { renderDocument, renderProgramme } from '@buurtbalans/reports';
import { useDatabase } from '@buurtbalans/testing';
import { checkPdf } from '@buurtbalans/testing/pdf';
import { takeProgramme, takeSnapshot } from '@buurtbalans/workflow/documents';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadDemonstration } from '../demo/load-demonstration.ts';

const database = useDatabase();
let db: Database;

beforeAll(async () => {
  await loadDemonstration(database.url);
  ({ db } = database);
}, 120_000);

describe('documents of the demonstration', () => {
  it.each(DOCUMENTS.flatMap((document) => (['nl', 'en'] as const).map((language) => [document, language] as const)))(
    '[R10] %s (%s) of every trajectory follows PDF/UA-1 and PDF/A-2a',
    async (document, language) => {
      const trajectories = await listTrajectories(db);
      expect(trajectories.length).toBeGreaterThanOrEqual(3);
      for (const { id, state } of trajectories) {
        const snapshot = await takeSnapshot(db, id, { asOf: state.version }, null);
        const { body, pages } = await renderDocument({ snapshot, document, language, format: 'pdf' });
        expect(checkPdf(body)).toEqual([]);
        expect(pages).toBeGreaterThan(0);
      }
    },
    60_000,
  );

  it.each(['nl', 'en'] as const)(
    '[R10] the programme report (%s) of them follows PDF/UA-1 and PDF/A-2a',
    async (language) => {
      const { positions, asOf } = await presentPositions(db);
      const { body } = await renderProgramme({
        snapshot: await takeProgramme(db, positions, asOf),
        format: 'pdf',
        language,
      });
      expect(checkPdf(body)).toEqual([]);
    },
  );
});
