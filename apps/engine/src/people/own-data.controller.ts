import { ProductError } from '@buurtbalans/contracts';
import { type Account, type Database, type OwnData, readAccount, readOwnData } from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { DirectoryService } from './directory.service.ts';
import { ExportLimit } from './export-limit.service.ts';

/** What is kept of somebody with an account, for them, or for an administrator whom they asked. */
@Controller()
export class OwnDataController {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    private readonly directory: DirectoryService,
    private readonly limit: ExportLimit,
  ) {}

  @Route('exportMe')
  exportMe(@TheCall() { caller: { account } }: Call<'exportMe'>) {
    return this.export(account, account.id);
  }

  @Route('exportPerson')
  async exportPerson(@TheCall() { caller, params }: Call<'exportPerson'>) {
    const account = await readAccount(this.db, params.accountId);
    if (!account) throw new ProductError('ACCOUNT.NOT_FOUND');
    return this.export(account, caller.account.id);
  }

  private async export(account: Account, askedBy: string) {
    return this.limit.one(askedBy, async () => {
      const [data, { district }] = await Promise.all([readOwnData(this.db, account), this.directory.read()]);
      return dataView(data, account, district);
    });
  }
}

/** The same with its moments as text; nothing is added. */
function dataView({ account: row, email, ...lists }: OwnData, account: Account, district: (code: string) => string) {
  const { id, name, role, state, language, districtCode, organisation } = account;
  return {
    madeAt: new Date().toISOString(),
    account: {
      id,
      name,
      email,
      role,
      state,
      stateSince: row.state_since.toISOString(),
      language,
      district: districtCode === null ? null : district(districtCode),
      organisation: organisation && { name: organisation.name, type: organisation.type },
      lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
    },
    signIns: lists.signIns.map(toText),
    providers: lists.providers.map(toText),
    secondFactors: lists.secondFactors.map(toText),
    links: lists.links.map(toText),
    memberships: lists.memberships,
    invitations: lists.invitations,
    readerships: lists.readerships.map(toText),
    did: lists.did.map(toText),
    recorded: lists.recorded.map(toText),
    about: lists.about.map(toText),
    files: lists.files.map(toText),
    deliveries: lists.deliveries.map(toText),
    programmeReports: lists.programmeReports.map(toText),
    templates: lists.templates.map(toText),
    holds: lists.holds.map(toText),
    isCut: lists.isCut,
  };
}

type AsText<T> = {
  readonly [K in keyof T]: T[K] extends Date ? string : T[K] extends Date | null ? string | null : T[K];
};
const toText = <T extends object>(row: T): AsText<T> =>
  Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, value instanceof Date ? value.toISOString() : (value as unknown)]),
  ) as AsText<T>;
