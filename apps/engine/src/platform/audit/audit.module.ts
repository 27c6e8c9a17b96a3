import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { AuditService } from './audit.service.ts';
import { NoteBeforeStream } from './note-before-answer.ts';

/** Who reads what, for all routes. */
@Module({ providers: [AuditService, { provide: APP_INTERCEPTOR, useClass: NoteBeforeStream }] })
export class AuditModule {}
