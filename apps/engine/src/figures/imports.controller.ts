import { randomUUID } from 'node:crypto';
import { type ErrorCode, type Language, problemOf, ProductError } from '@buurtbalans/contracts';
import { type Database, listImports, readImport, startImport, type StoredImport } from '@buurtbalans/database';
import { Controller, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { clearLeftUploads, whenWhole } from './when-whole.ts';

/** Files with figures and borders: offered here, read by the worker. */
@Controller()
export class ImportsController implements OnApplicationBootstrap {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly background: BackgroundService,
  ) {}

  onApplicationBootstrap(): void {
    void clearLeftUploads().catch(() => undefined);
  }

  @Route('startImport')
  async start(@TheCall() { caller, query, upload, language }: Call<'startImport'>) {
    const id = randomUUID();
    const job = {
      id,
      kind: query.kind,
      fileName: query.fileName,
      year: query.year ?? null,
      sourceTitle: query.source ?? null,
      requestedBy: caller.account.id,
    };
    await whenWhole(upload, (file) => startImport(this.db, job, file));
    this.background.kick();
    return importItem((await readImport(this.db, id))!, language);
  }

  @Route('readImport')
  async read(@TheCall() { params, language }: Call<'readImport'>) {
    const found = await readImport(this.db, params.importId);
    if (!found) throw new ProductError('IMPORT.NOT_FOUND');
    return importItem(found, language);
  }

  @Route('listImports')
  async list(@TheCall() { language }: Call<'listImports'>) {
    return { items: (await listImports(this.db)).map((item) => importItem(item, language)) };
  }
}

function importItem(
  { requestedAt, requestedBy: _whoever, sourceTitle: _said, problems, ...item }: StoredImport,
  language: Language,
) {
  return {
    ...item,
    requestedAt: requestedAt.toISOString(),
    problems: problems.map(({ code, details }) => {
      const { title, detail } = problemOf(code as ErrorCode, language, details);
      return { code, title, advice: detail, details };
    }),
  };
}
