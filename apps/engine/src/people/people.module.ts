import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.ts';
import { AccountLinks } from './account-links.service.ts';
import { AdminController } from './admin.controller.ts';
import { DirectoryService } from './directory.service.ts';
import { ForgottenPasswords } from './forgotten-passwords.service.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { ExportLimit } from './export-limit.service.ts';
import { OwnDataController } from './own-data.controller.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { PeopleController } from './people.controller.ts';
import { SignInLimit } from './sign-in-limit.service.ts';
import { SignIns } from './sign-ins.service.ts';

/** Accounts and organisations; gives names to whoever shows them. */
@Module({
  controllers: [PeopleController, AccountController, AdminController, OrganisationsController, OwnDataController],
  providers: [SignInLimit, SignIns, Passwords, ForgottenPasswords, AccountLinks, ExportLimit, DirectoryService],
  exports: [DirectoryService],
})
export class PeopleModule {}
