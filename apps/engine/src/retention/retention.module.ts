import { Module } from '@nestjs/common';
import { PeopleModule } from '../people/people.module.ts';
import { TermsController } from './terms.controller.ts';

/** How long what there is is kept. */
@Module({ imports: [PeopleModule], controllers: [TermsController] })
export class RetentionModule {}
