import { type DynamicModule, Module } from '@nestjs/common';
import { MAILER } from '../platform/tokens.ts';
import { openMailer } from './mailer.ts';
import type { MailSettings } from './mail-settings.ts';

/** The mailer, or nothing in its place where no mail is sent. */
@Module({})
export class MailModule {
  static with(settings: MailSettings | undefined): DynamicModule {
    return {
      module: MailModule,
      providers: [{ provide: MAILER, useFactory: () => settings && openMailer(settings) }],
      exports: [MAILER],
    };
  }
}
