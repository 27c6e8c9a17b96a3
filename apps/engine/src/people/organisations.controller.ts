import { randomUUID } from 'node:crypto';
import { PEOPLE_PAGE, ProductError } from '@buurtbalans/contracts';
import {
  countRegister,
  type Database,
  listOrganisations,
  listRegister,
  mergeOrganisation,
  type RegisteredOrganisation,
  readOrganisation,
  saveOrganisation,
} from '@buurtbalans/database';
import { Controller, Inject } from '@nestjs/common';
import { type Call, Route, TheCall } from '../platform/route.ts';
import { DATABASE } from '../platform/tokens.ts';
import { unlessTaken } from './unless-taken.ts';

/** The register of organisations. */
@Controller()
export class OrganisationsController {
  constructor(@Inject(DATABASE) private readonly db: Database) {}

  @Route('listOrganisations')
  async list() {
    return { items: await listOrganisations(this.db) };
  }

  @Route('listRegister')
  async register(@TheCall() { query: { page = 1, ...filter } }: Call<'listRegister'>) {
    const [items, total] = await Promise.all([
      listRegister(this.db, { ...filter, limit: PEOPLE_PAGE, offset: (page - 1) * PEOPLE_PAGE }),
      countRegister(this.db, filter),
    ]);
    return { items, total };
  }

  @Route('addOrganisation')
  add(@TheCall() { body }: Call<'addOrganisation'>) {
    return this.save({ id: randomUUID(), ...body });
  }

  @Route('changeOrganisation')
  async change(@TheCall() { params: { organisationId: id }, body }: Call<'changeOrganisation'>) {
    // of a double there is nothing to change any more
    if ((await readOrganisation(this.db, id))?.mergedInto !== null) throw new ProductError('ORGANISATION.NOT_FOUND');
    return this.save({ id, ...body });
  }

  @Route('mergeOrganisation')
  async merge(@TheCall() { caller, params: { organisationId }, body }: Call<'mergeOrganisation'>) {
    if (!(await mergeOrganisation(this.db, organisationId, body.into, caller.account)))
      throw new ProductError('ORGANISATION.NOT_FOUND');
  }

  private async save(organisation: RegisteredOrganisation) {
    await unlessTaken('ORGANISATION.NAME_TAKEN', () =>
      saveOrganisation(this.db, { ...organisation, contact: organisation.contact || null }),
    );
    const { id, name, type } = organisation;
    return { id, name, type };
  }
}
