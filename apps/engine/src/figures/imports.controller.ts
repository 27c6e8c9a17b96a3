import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { type ErrorCode, type Language, problemOf, ProductError } from '@buurtbalans/contracts';
import { type Database, listImports, readImport, startImport, type StoredImport } from '@buurtbalans/database';
import { Controller, Inject, type OnApplicationBootstrap } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { clearLeftUploads, whenWhole } from './when-whole.ts';

/** Largest file that is taken in, in bytes. */
const LIMIT = 100 * 1024 * 1024;

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
  async start(@TheCall() { caller, query, request, language }: Call<'startImport'>) {
    importers(caller.account!.role);
    const id = randomUUID();
    const job = {
      id,
      kind: query.kind,
      fileName: query.fileName,
      year: query.year ?? null,
      requestedBy: caller.account!.id,
    };
    await whenWhole(limited(request.body as Readable), (file) => startImport(this.db, job, file));
    this.background.kick();
    return importItem((await readImport(this.db, id))!, language);
  }

  @Route('readImport')
  async read(@TheCall() { caller, params, language }: Call<'readImport'>) {
    importers(caller.account!.role);
    const found = await readImport(this.db, params.importId);
    if (!found) throw new ProductError('IMPORT.NOT_FOUND');
    return importItem(found, language);
  }

  @Route('listImports')
  async list(@TheCall() { caller, language }: Call<'listImports'>) {
    importers(caller.account!.role);
    return { items: (await listImports(this.db)).map((item) => importItem(item, language)) };
  }
}

function importers(role: string): void {
  if (role !== 'research_adviser' && role !== 'facilitator' && role !== 'administrator')
    throw new ProductError('AUTH.FORBIDDEN');
}

async function* limited(body: Readable): AsyncGenerator<Buffer> {
  if (typeof body?.[Symbol.asyncIterator] !== 'function')
    throw new ProductError('REQUEST.INVALID', { fields: ['body'] });
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > LIMIT) throw new ProductError('REQUEST.TOO_LARGE', { limit: '100 MB' });
    yield chunk;
  }
}

function importItem({ requestedAt, problems, ...item }: StoredImport, language: Language) {
  return {
    ...item,
    requestedAt: requestedAt.toISOString(),
    problems: problems.map(({ code, details }) => {
      const { title, detail } = problemOf(code as ErrorCode, language, details);
      return { code, title, advice: detail, details };
    }),
  };
}
