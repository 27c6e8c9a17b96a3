import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.ts';

/** What administrators read of the audit; platform/audit writes it. */
@Module({ controllers: [AuditController] })
export class AuditPageModule {}
