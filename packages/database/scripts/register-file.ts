import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { mapTo } from '../src/database.ts';

/** The register of processing, for whoever has to answer for it. */
export const REGISTER_FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'processing.md');

/** What is stated of a table, in Dutch: `personal` has each column that may tell of somebody, `none` all others. */
export interface Statement {
  readonly what: string;
  readonly purpose: string;
  readonly term: string;
  readonly readers: string;
  readonly personal: Readonly<Record<string, string>>;
  readonly none: readonly string[];
}

/** What is stated of each table. */
export const statements = JSON.parse(readFileSync(join(import.meta.dirname, 'register.nl.json'), 'utf8')) as Readonly<
  Record<string, Statement>
>;

/** A table as the entities have it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Roles for which it has a policy of row-level security. */
  readonly roles: readonly string[];
}

/** Every table of the product; nothing is connected to. */
export async function tables(): Promise<Table[]> {
  const pool = new pg.Pool({ connectionString: 'postgres://localhost/none' });
  const orm = mapTo(pool);
  const all = [...orm.getMetadata().getAll().values()].filter(({ tableName }) => tableName);
  const found = all.map(({ tableName, props, policies }) => ({
    name: tableName,
    columns: props.flatMap(({ fieldNames }) => fieldNames ?? []),
    roles: [...new Set((policies ?? []).flatMap(({ roles }) => roles ?? []))].sort(),
  }));
  await orm.close();
  if (!pool.ending) await pool.end();
  return found.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

const HEAD = `# Register van verwerkingen / Register of processing

Gemaakt uit de entiteiten van de database met \`npm run docs:processing\`; een kolom zonder uitspraak laat een test falen. Wie
de verwerking beoordeelt leest eerst [privacy.md](privacy.md). *Made of the entities of the database; each table with its
purpose, term, readers, and each column that may tell of a person. A column without a statement fails a test.*

`;

/** The page. */
export async function registerFile(): Promise<string> {
  const [personal, others] = [[], []] as [string[], string[]];
  for (const { name, roles } of await tables()) {
    const said = statements[name]!;
    const columns = Object.entries(said.personal);
    if (columns.length === 0) others.push(`| \`${name}\` | ${said.what} | ${said.term} |`);
    else
      personal.push(
        [
          `### ${said.what}`,
          '',
          `Tabel \`${name}\`${roles.length > 0 ? `, afgeschermd per rij voor ${roles.map((role) => `\`${role}\``).join(', ')}` : ''}.`,
          '',
          `| | |`,
          `|---|---|`,
          `| doel | ${said.purpose} |`,
          `| termijn | ${said.term} |`,
          `| wie leest | ${said.readers} |`,
          ...columns.map(([column, tells]) => `| \`${column}\` | ${tells} |`),
          '',
        ].join('\n'),
      );
  }
  return `${HEAD}## Tabellen met gegevens die over iemand kunnen gaan\n\n${personal.join('\n')}
## Tabellen zonder\n\n| tabel | wat | termijn |\n|---|---|---|\n${others.join('\n')}\n`;
}
