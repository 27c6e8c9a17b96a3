import { randomUUID } from 'node:crypto';
import { type Database, listRegister, saveOrganisation } from '@buurtbalans/database';
import { ORGANISATION_TYPES, type OrganisationType } from '@buurtbalans/domain';
import { EXIT, StartError } from '../start-error.ts';

/** What the command line may say of an organisation. */
export interface OrganisationWords {
  readonly name?: string | undefined;
  readonly kind?: string | undefined;
  readonly district?: string | undefined;
  readonly contact?: string | undefined;
}

/** Does what is asked about organisations: add, list. */
export async function changeOrganisations(
  db: Database,
  deed: string | undefined,
  words: OrganisationWords,
): Promise<void> {
  if (deed === 'add') return add(db, words);
  if (deed !== 'list') throw new StartError(`organisation ${deed ?? ''}: add, list`, EXIT.usage);
  for (const { id, name, type, districtCodes, contact, accounts } of await listRegister(db))
    console.log([id, name, type, districtCodes.join(',') || '-', contact ?? '-', accounts].join('\t'));
}

async function add(db: Database, { name, kind, district, contact }: OrganisationWords): Promise<void> {
  const type = (kind ?? 'other') as OrganisationType;
  if (!name?.trim()) throw new StartError('--name: ontbreekt / is missing', EXIT.usage);
  if (!ORGANISATION_TYPES.includes(type))
    throw new StartError(`--kind ${type}: ${ORGANISATION_TYPES.join(', ')}`, EXIT.usage);
  const known = (await listRegister(db)).find((one) => one.name.toLowerCase() === name.trim().toLowerCase());
  if (known) throw new StartError(`${known.name}: staat al in de lijst / is in the list already`);
  const id = randomUUID();
  const districtCodes =
    district
      ?.split(',')
      .map((code) => code.trim())
      .filter(Boolean) ?? [];
  await saveOrganisation(db, { id, name: name.trim(), type, districtCodes, contact: contact?.trim() || null });
  console.log(`${id}\t${name.trim()}`);
}
