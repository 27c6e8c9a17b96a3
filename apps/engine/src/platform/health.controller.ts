import type { Database } from '@buurtbalans/database';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { openApiDocument } from './openapi.ts';
import { Route } from './route.ts';
import { DATABASE } from './tokens.ts';

/** Health, and the description of the API itself. */
@Controller()
export class HealthController {
  readonly #document = openApiDocument();

  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('health')
  async health() {
    await this.db.pool.query('select 1');
    return { status: 'ok' as const };
  }

  /** It is for everybody, on a page of another origin too; nothing else is. */
  @Get('/openapi.json')
  @Header('access-control-allow-origin', '*')
  openApi() {
    return this.#document;
  }
}
