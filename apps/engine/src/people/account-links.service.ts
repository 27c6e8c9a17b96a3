import { randomUUID } from 'node:crypto';
import { ProductError } from '@buurtbalans/contracts';
import {
  type Account,
  type ByWhom,
  type Database,
  findByAddress,
  inviteByLink,
  inviteByMail,
  readOrganisation,
  saveAccount,
} from '@buurtbalans/database';
import { needsOrganisation, type Role } from '@buurtbalans/domain';
import { Inject, Injectable } from '@nestjs/common';
import { BackgroundService } from '../platform/background.service.ts';
import type { Config } from '../platform/config.ts';
import { CONFIG, DATABASE } from '../platform/tokens.ts';
import { unlessTaken } from './unless-taken.ts';

/** Somebody who is invited. */
interface Invited {
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly organisationId: string | null;
  readonly districtCode: string | null;
  readonly trajectoryId: string | null;
}

const isSameInvitation = ({ state, role, trajectoryId, organisation }: Account, invited: Invited): boolean =>
  state === 'invited' &&
  role === invited.role &&
  trajectoryId === invited.trajectoryId &&
  (organisation?.id ?? null) === invited.organisationId;

/** How a link reaches somebody. */
type Way = 'link' | 'mail';

/** Makes links to accounts: shown once, or mailed by the worker. */
@Injectable()
export class AccountLinks {
  constructor(
    @Inject(DATABASE) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
    private readonly background: BackgroundService,
  ) {}

  /** Makes an account and a link to it; for whoever has the same invitation and did not take it yet, another link alone. */
  async invite(person: Invited, way: Way, by: ByWhom) {
    if (needsOrganisation(person.role) && !person.organisationId) throw new ProductError('ACCOUNT.NEEDS_ORGANISATION');
    const organisation = person.organisationId ? await readOrganisation(this.db, person.organisationId) : null;
    if (organisation === undefined) throw new ProductError('ORGANISATION.NOT_FOUND');
    this.checkWay(way);
    // a trajectory may know the double of one by its own name
    const organisationId = organisation && (organisation.mergedInto ?? organisation.id);
    const account = { ...person, organisationId, id: randomUUID(), state: 'invited', passwordHash: null } as const;
    const before = await findByAddress(this.db, person.email);
    if (before && isSameInvitation(before, account)) return this.link(before, way, by);
    await unlessTaken('ACCOUNT.EMAIL_TAKEN', () => saveAccount(this.db, account));
    return this.link(account, way, by);
  }

  /** Makes a link to an account that is there: the invitation again, or one for a new password. */
  async link({ id, state }: Pick<Account, 'id' | 'state'>, way: Way, by: ByWhom) {
    this.checkWay(way);
    const purpose = state === 'invited' ? 'invitation' : 'reset';
    if (way === 'link') {
      // handed over by somebody, which takes longer than a mail
      const token = await inviteByLink(this.db, id, purpose, '7 days', by);
      return { accountId: id, path: `/invitation/${token}` };
    }
    await inviteByMail(this.db, id, purpose, undefined, by);
    this.background.kick();
    return { accountId: id, path: null };
  }

  private checkWay(way: Way): void {
    if (way === 'mail' && !this.config.SMTP_URL) throw new ProductError('ACCOUNT.NO_MAIL');
  }
}
