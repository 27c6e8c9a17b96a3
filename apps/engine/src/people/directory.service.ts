import { type Database, listDistricts, readNames } from '@buurtbalans/database';
import { Inject, Injectable } from '@nestjs/common';
import { DATABASE } from '../platform/tokens.ts';

/** Names behind ids and codes. */
export interface Directory {
  readonly district: (code: string) => string;
  readonly person: (accountId: string) => string;
}

/** Looks up the names that views show; those of somebody who was disabled, too. */
@Injectable()
export class DirectoryService {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  async read(): Promise<Directory> {
    const [areas, people] = await Promise.all([listDistricts(this.db), readNames(this.db)]);
    const districts = new Map(areas.map((area) => [area.code, area.name]));
    return { district: (code) => districts.get(code) ?? code, person: (id) => people.get(id) ?? '' };
  }
}
