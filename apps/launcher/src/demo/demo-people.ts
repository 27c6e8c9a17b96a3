import { type Database, hashPassword, saveAccount, saveOrganisation } from '@buurtbalans/database';
import type { OrganisationType, Role } from '@buurtbalans/domain';
import { demoId } from './demo-ids.ts';

/** An account of the demonstration, as it is printed at the start. */
export interface DemoAccount {
  readonly role: Role;
  readonly email: string;
  readonly password: string;
}

const PASSWORD = 'buurtbalans-voorbeeld';

/** Organisations of the demonstration; the names are made up. */
export const demoOrganisations: readonly { id: string; name: string; type: OrganisationType }[] = (
  [
    ['Gebiedsteam Nieuw-West', 'municipality'],
    ['Wijkpolitie Nieuw-West', 'police'],
    ['Woningcorporatie De Dageraad', 'housing_corporation'],
    ['Buurtteam West', 'care'],
    ['Jongerenwerk De Loods', 'youth_work'],
    ['Huisartsenpost Plein West', 'general_practice'],
  ] as const
).map(([name, type]) => ({ id: demoId(name), name, type }));

const people: readonly (readonly [Role, string, string, string | null])[] = [
  ['programme_manager', 'programmamanager', 'Programmamanager (voorbeeld)', null],
  ['facilitator', 'procesbegeleider', 'Procesbegeleider (voorbeeld)', null],
  ['research_adviser', 'onderzoeksadviseur', 'Onderzoeksadviseur (voorbeeld)', null],
  ['professional', 'professional', 'Professional (voorbeeld)', 'Wijkpolitie Nieuw-West'],
  ['stakeholder', 'belanghebbende', 'Belanghebbende (voorbeeld)', null],
  ['administrator', 'beheerder', 'Beheerder (voorbeeld)', null],
];

/** Accounts of the demonstration, one for each role. */
export const demoAccounts: readonly DemoAccount[] = people.map(([role, name]) => ({
  role,
  email: `${name}@voorbeeld.test`,
  password: PASSWORD,
}));

/** Id of the demonstration's account of a role. */
export const demoAccountId = (role: Role): string => demoId(`account ${role}`);

/** Stores organisations and accounts. */
export async function savePeople(db: Database): Promise<void> {
  for (const organisation of demoOrganisations) await saveOrganisation(db, organisation);
  const passwordHash = await hashPassword(PASSWORD);
  for (const [role, email, name, organisation] of people) {
    await saveAccount(db, {
      id: demoAccountId(role),
      email: `${email}@voorbeeld.test`,
      name,
      role,
      organisationId: organisation && demoId(organisation),
      passwordHash,
      isDemonstration: true,
    });
  }
}
