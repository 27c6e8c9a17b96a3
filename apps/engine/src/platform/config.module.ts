import { type DynamicModule, Module } from '@nestjs/common';
import type { Config } from './config.ts';
import { CONFIG } from './tokens.ts';

/** What the engine was told by its environment, for whoever asks for it by its token. */
@Module({})
export class ConfigModule {
  static with(config: Config): DynamicModule {
    return {
      module: ConfigModule,
      global: true,
      providers: [{ provide: CONFIG, useValue: config }],
      exports: [CONFIG],
    };
  }
}
