import { Module } from '@nestjs/common';
import { DirectoryService } from './directory.service.ts';
import { PeopleController } from './people.controller.ts';
import { SignInLimit } from './sign-in-limit.service.ts';

/** Accounts and organisations; gives names to whoever shows them. */
@Module({
  controllers: [PeopleController],
  providers: [SignInLimit, DirectoryService],
  exports: [DirectoryService],
})
export class PeopleModule {}
