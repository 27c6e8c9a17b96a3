import { randomUUID } from 'node:crypto';
import { beginReport, type Database, finishReport, openDatabase } from '@buurtbalans/database';
import { executeCommand } from '@buurtbalans/workflow';
import type { Figure } from '../figure.ts';
import { begin, engineStep, facilitator, type Movable } from './ground.ts';
import { costOver } from './measure.ts';

const DOCUMENTS = 2_000;
const FILE = {
  mime: 'text/html',
  fileName: 'a.html',
  body: Buffer.from('<p>x</p>'),
  sha256: 'ab'.repeat(32),
  pages: 1,
};

/** Asks for a document and lets it be made, as the worker does. */
async function document(db: Database, { id }: Movable): Promise<void> {
  const reportId = randomUUID();
  const send = async (command: object, actor: typeof facilitator | { role: 'system' }): Promise<void> => {
    const result = await executeCommand(db, { trajectoryId: id, commandId: randomUUID(), command, actor });
    if (result.kind !== 'accepted') throw new Error(JSON.stringify(result));
  };
  await send({ type: 'RequestReport', reportId, document: 'profile', format: 'html', language: 'nl' }, facilitator);
  await finishReport(db, reportId, (await beginReport(db, id, reportId))!, FILE);
  await send(
    { type: 'RecordReport', reportId, outcome: 'rendered', sha256: FILE.sha256, pages: 1 },
    { role: 'system' },
  );
}

/** What a command costs after two thousand documents were asked, over what it costs before the first. */
export async function* costOfDocuments(url: string): AsyncGenerator<Figure> {
  const db = openDatabase({ url, connections: 4 });
  try {
    const [none, many] = (await begin(db, 2)) as [Movable, Movable];
    for (let asked = 0; asked < DOCUMENTS; asked += 1) await document(db, many);
    const { ratio, repeats } = await costOver(
      1,
      { ...engineStep(db, () => none), name: 'none' },
      { ...engineStep(db, () => many), name: 'many' },
    );
    yield {
      name: 'engine.step_cost_2000_documents',
      value: ratio,
      unit: 'ratio',
      against: 'the same step of a trajectory without a document, median of 5',
      repeats,
    };
  } finally {
    await db.close();
  }
}
