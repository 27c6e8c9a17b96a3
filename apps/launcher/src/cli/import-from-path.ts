import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import { mayCall, problemOf } from '@buurtbalans/contracts';
import {
  type Database,
  type Delivery,
  findAccountByEmail,
  readProposal,
  takeOverDelivery,
} from '@buurtbalans/database';
import { importFile, importProblemsOf } from '@buurtbalans/workflow/imports';
import { StartError } from '../options.ts';

/** What the command line says of a file. */
export interface ImportOptions {
  readonly kind?: string | undefined;
  readonly file: string | undefined;
  readonly year?: string | undefined;
  /** What the file is, in words; it counts where the file itself shows nothing. */
  readonly source?: string | undefined;
  /** E-mail address of the research adviser who takes it over; without one it is proposed. */
  readonly takeOver?: string | undefined;
}

/** Reads a file of the command line in, as an upload would be: the whole file is proposed, or nothing. */
export async function importFromPath(
  db: Database,
  { kind, file, year, source, takeOver }: ImportOptions,
): Promise<void> {
  if (!file || (kind !== 'kwb' && kind !== 'boundaries')) throw new StartError('import --kind kwb|boundaries FILE');
  await access(file).catch(() => {
    throw new StartError(`${file}: dit bestand is er niet / there is no such file`);
  });
  const adviser = takeOver === undefined ? undefined : await adviserOf(db, takeOver);
  const [id, fileName] = [randomUUID(), basename(file)];
  try {
    await importFile(db, {
      id,
      kind,
      origin: 'command_line',
      fileName,
      year: year ? Number(year) : null,
      title: source?.trim().slice(0, 200) || null,
      broughtBy: null,
      body: createReadStream(file),
    });
  } catch (error) {
    throw new StartError(sentences(error));
  }
  const delivery = (await readProposal(db, id))!;
  console.log(`${fileName}: ${told(delivery)}`);
  if (adviser === undefined)
    return console.log(
      'Voorgesteld; een onderzoeksadviseur neemt het over / proposed; a research adviser takes it over',
    );
  const { outcome } = await takeOverDelivery(db, id, { by: adviser, replaces: delivery.replaces, erases: false });
  if (outcome !== 'done')
    throw new StartError(`${fileName}: er kwam iets tussen; voorgesteld / something came in between; proposed`);
  console.log('Overgenomen / taken over');
}

async function adviserOf(db: Database, email: string): Promise<string> {
  const found = await findAccountByEmail(db, email);
  if (!found || !mayCall('takeOverDelivery', found.account.role))
    throw new StartError(`${email}: geen onderzoeksadviseur / no research adviser`);
  return found.account.id;
}

/** What taking it over changes, in a line. */
function told({ source, difference, dropped }: Delivery): string {
  const parts = [source?.credit ?? ''];
  if (difference?.kind === 'kwb') {
    const sum = (of: 'added' | 'changed' | 'emptied'): number =>
      difference.indicators.reduce((total, entry) => total + entry[of], 0);
    parts.push(
      `${sum('added')} komen erbij / are new, ${sum('changed')} veranderen / change, ${sum('emptied')} lege cellen over een bekende waarde, die blijft / empty cells over a known value, which stays`,
      `${difference.unknown.count} onbekende gebieden / unknown areas`,
    );
  }
  if (difference?.kind === 'boundaries')
    parts.push(
      `${difference.added} gebieden komen erbij / areas are new, ${difference.changed} veranderen / change, ${difference.gone} staan er niet in en blijven / are not in it and stay`,
    );
  if (dropped.length > 0) parts.push(`niet gelezen / not read: ${dropped.join(', ')}`);
  return parts.filter((part) => part !== '').join('. ');
}

/** What is wrong, as sentences of the catalogue. */
function sentences(error: unknown): string {
  const problems = importProblemsOf(error);
  if (!problems) throw error;
  return problems
    .map(({ code, details }) => {
      const { title, detail } = problemOf(code, 'nl', details);
      return `${title}. ${detail}`;
    })
    .join('\n');
}
