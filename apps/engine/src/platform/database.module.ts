import { type Database, openDatabase } from '@buurtbalans/database';
import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from './config.ts';
import { CONFIG, DATABASE } from './tokens.ts';

/** The database, open as long as the engine runs. */
@Global()
@Module({
  providers: [
    {
      provide: DATABASE,
      inject: [CONFIG],
      useFactory: ({ DATABASE_URL }: Config) =>
        openDatabase({ url: DATABASE_URL, connections: 20, applicationName: 'engine' }),
    },
  ],
  exports: [DATABASE],
})
export class DatabaseModule implements OnApplicationShutdown {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async onApplicationShutdown(): Promise<void> {
    await this.db.close();
  }
}
