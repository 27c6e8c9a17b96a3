import { Module } from '@nestjs/common';
import { AccountController } from './account.controller.ts';
import { AccountNewsService } from './account-news.service.ts';
import { AccountLinks } from './account-links.service.ts';
import { AdminController } from './admin.controller.ts';
import { DirectoryService } from './directory.service.ts';
import { ForgottenPasswords } from './forgotten-passwords.service.ts';
import { OrganisationsController } from './organisations.controller.ts';
import { ProviderController } from './provider/provider.controller.ts';
import { ProviderSignIn } from './provider/provider-sign-in.service.ts';
import { OwnPassword } from './own-password.service.ts';
import { ExportLimit } from './export-limit.service.ts';
import { OwnDataController } from './own-data.controller.ts';
import { Passwords } from './passwords/passwords.service.ts';
import { PeopleController } from './people.controller.ts';
import { CodeLimit } from './second-factor/code-limit.service.ts';
import { SecondFactorController } from './second-factor/second-factor.controller.ts';
import { SecondFactors } from './second-factor/second-factors.service.ts';
import { SignInSteps } from './second-factor/sign-in-steps.service.ts';
import { SignInLimit } from './sign-in-limit.service.ts';
import { SignIns } from './sign-ins.service.ts';

/** Accounts and organisations; gives names to whoever shows them. */
@Module({
  controllers: [
    PeopleController,
    AccountController,
    AdminController,
    SecondFactorController,
    OrganisationsController,
    ProviderController,
    OwnDataController,
  ],
  providers: [
    SignInLimit,
    SignIns,
    SignInSteps,
    Passwords,
    OwnPassword,
    SecondFactors,
    CodeLimit,
    ForgottenPasswords,
    AccountLinks,
    AccountNewsService,
    ExportLimit,
    DirectoryService,
    ProviderSignIn,
  ],
  exports: [DirectoryService],
})
export class PeopleModule {}
