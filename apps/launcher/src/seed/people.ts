import { randomBytes } from 'node:crypto';
import { type Database, hashPassword, listAccounts, saveAccount, saveOrganisation } from '@buurtbalans/database';
import type { AllianceRing, OrganisationType, Role } from '@buurtbalans/domain';
import { demoId } from '../demo/demo-ids.ts';

/** Somebody who was made up. */
export interface SeedPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Extract<Role, 'facilitator' | 'research_adviser'>;
}

/** An organisation that was made up, as it takes part in a district. */
export interface SeedOrganisation {
  readonly id: string;
  readonly name: string;
  readonly type: OrganisationType;
  readonly ring: AllianceRing;
}

const FACILITATORS = [
  'Imke Vlierstra',
  'Jorrit Hagelaar',
  'Saadia Ouhlal',
  'Tjeerd Wilgenhof',
  'Noor Bremhorst',
  'Ravi Soemar',
  'Fenna Kalmoes',
  'Duncan Meerbeek',
  'Yara Elzenbos',
  'Boudewijn Roggeveld',
  'Meryem Tanriver',
  'Hidde Lisdodde',
  'Anouk Zilverling',
  'Kwame Asantewa',
  'Wietske Duindoorn',
  'Milan Grashoek',
  'Loes Varenkamp',
  'Ilias Bentaleb',
];
const ADVISERS = ['Gijs Cijfersma', 'Rosa Tabelink', 'Emre Kolomoglu'];

const person =
  (role: SeedPerson['role']) =>
  (name: string): SeedPerson => ({ id: demoId(`seeded account ${name}`), name, role });
export const facilitators: readonly SeedPerson[] = FACILITATORS.map(person('facilitator'));
export const advisers: readonly SeedPerson[] = ADVISERS.map(person('research_adviser'));

const KINDS = [
  ['Gebiedsteam', 'municipality', 'core'],
  ['Wijkpolitie', 'police', 'core'],
  ['Buurtteam', 'care', 'core'],
  ['Woningcorporatie De Dageraad', 'housing_corporation', 'core'],
  ['Jongerenwerk', 'youth_work', 'ring'],
  ['Welzijn', 'welfare', 'ring'],
  ['Bewonersplatform', 'residents_association', 'ring'],
  ['Basisschool De Wegwijzer', 'school', 'ring'],
] as const;

/** The organisations of a district, those of the core first. A housing corporation works in all of them. */
export function organisationsOf(district: string): SeedOrganisation[] {
  return KINDS.map(([kind, type, ring]) => {
    const name = type === 'housing_corporation' ? kind : `${kind} ${district}`;
    return { id: demoId(name), name, type, ring };
  });
}

/** Stores people and organisations. Nobody knows the passwords: whoever signs in uses an account of the demonstration. */
export async function saveSeedPeople(db: Database, districts: readonly string[]): Promise<void> {
  for (const district of districts)
    for (const { id, name, type } of organisationsOf(district)) await saveOrganisation(db, { id, name, type });
  const known = new Set((await listAccounts(db)).map(({ id }) => id));
  const missing = [...facilitators, ...advisers].filter(({ id }) => !known.has(id));
  if (missing.length === 0) return;
  const passwordHash = await hashPassword(randomBytes(32).toString('hex'));
  for (const { id, name, role } of missing) {
    const email = `${name.toLowerCase().replaceAll(' ', '.')}@voorbeeld.test`;
    await saveAccount(db, { id, email, name, role, organisationId: null, passwordHash, isDemonstration: true });
  }
}
