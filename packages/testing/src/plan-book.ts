import type { Database } from '@buurtbalans/database';
import pg from 'pg';

/** Tables with fewer rows may be read as a whole. */
const BIG = 1_000;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly 'Recheck Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** A statement that reads a big table as a whole: which table and statement, and whether it is so by its general plan alone. */
export interface ReadWhole {
  readonly table: string;
  readonly statement: string;
  readonly plan: 'custom' | 'generic';
}

interface Planned {
  readonly text: string;
  readonly kind: ReadWhole['plan'];
  readonly root: PlanNode;
}

/**
 * Plans every statement that a database sends, in its own transaction and under its own role, with its own values. A
 * prepared one is planned without its values too, for the server may do so when it has run five times.
 */
export class PlanBook {
  readonly #planned: Promise<Planned | undefined>[] = [];
  readonly #seen = new Set<string>();
  /** Texts of the statements that were sent. */
  readonly statements = new Set<string>();

  /** Opens the book on a pool that has no connection yet. */
  constructor({ pool }: Database) {
    pool.on('connect', (client) => this.#readAlong(client));
  }

  #readAlong(client: pg.PoolClient): void {
    const query = client.query.bind(client) as (...given: unknown[]) => Promise<pg.QueryResult>;
    Object.assign(client, {
      query: (...given: unknown[]) => {
        const [config, second] = given as [string | { text?: string; name?: string; values?: unknown[] }, unknown];
        const { text, name, values } =
          typeof config === 'string' ? { text: config, name: undefined, values: undefined } : config;
        if (text !== undefined && /^\s*(select|insert|update|delete|with)\b/i.test(text)) {
          this.statements.add(text);
          this.#plan(query, 'custom', text, values ?? (Array.isArray(second) ? second : []));
          if (name !== undefined && !this.#seen.has(text)) this.#plan(query, 'generic', text);
          this.#seen.add(text);
        }
        return query(...given);
      },
    });
  }

  #plan(
    query: (...given: unknown[]) => Promise<pg.QueryResult>,
    kind: Planned['kind'],
    text: string,
    values?: readonly unknown[],
  ): void {
    const explain =
      kind === 'generic'
        ? query(`explain (generic_plan, format json) ${text}`)
        : query({ text: `explain (format json) ${text}`, values });
    this.#planned.push(
      explain.then(
        ({ rows }) => ({
          text,
          kind,
          root: (rows[0] as { 'QUERY PLAN': { Plan: PlanNode }[] })['QUERY PLAN'][0]!.Plan,
        }),
        // a statement that fails has no plan, and tells so itself
        () => undefined,
      ),
    );
  }

  /** Which statements read a big table as a whole. */
  async readsWhole(owner: pg.Client): Promise<ReadWhole[]> {
    const { rows } = await owner.query<{ name: string }>(
      `select relname as name from pg_class where relkind = 'r' and reltuples >= $1 and relnamespace = 'public'::regnamespace`,
      [BIG],
    );
    const big = new Set(rows.map((row) => row.name));
    const found = new Map<string, ReadWhole>();
    for (const planned of await Promise.all(this.#planned)) {
      if (!planned) continue;
      for (const table of wholeOf(planned.root, big, false)) {
        const one = { table, statement: planned.text.replace(/\s+/g, ' ').slice(0, 300), plan: planned.kind };
        found.set(JSON.stringify(one), one);
      }
    }
    return [...found.values()];
  }
}

/** Big tables that are read from one end to the other: as they lie, or along an index with no condition. A limit ends that. */
function wholeOf(node: PlanNode, big: ReadonlySet<string>, isLimited: boolean): string[] {
  const table = node['Relation Name'] ?? '';
  const isScan = node['Node Type'].endsWith('Scan') && big.has(table);
  const isWhole =
    isScan &&
    (node['Node Type'] === 'Seq Scan' ||
      (node['Node Type'].startsWith('Index') && node['Index Cond'] === undefined && !isLimited));
  const within = isLimited || node['Node Type'] === 'Limit';
  return [...(isWhole ? [table] : []), ...(node.Plans ?? []).flatMap((child) => wholeOf(child, big, within))];
}
