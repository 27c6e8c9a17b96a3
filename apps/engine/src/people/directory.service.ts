import { type Database, listAccounts, listDistricts } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

/** Names behind ids and codes. */
export interface Directory {
  readonly district: (code: string) => string;
  readonly person: (accountId: string) => string;
}

/** Looks up the names that views show. */
@Injectable()
export class DirectoryService {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async read(): Promise<Directory> {
    const [areas, accounts] = await Promise.all([listDistricts(this.db), listAccounts(this.db)]);
    const districts = new Map(areas.map((area) => [area.code, area.name]));
    const people = new Map(accounts.map((account) => [account.id, account.name]));
    return { district: (code) => districts.get(code) ?? code, person: (id) => people.get(id) ?? '' };
  }
}
