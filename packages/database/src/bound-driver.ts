import {
  AbstractSqlDriver,
  type AbstractSqlPlatform,
  type AnyEntity,
  type Configuration,
  type EntityData,
  EntityManager,
  EntityManagerType,
  isRaw,
  type LoggingOptions,
  NativeQueryBuilder,
  type QueryResult,
  type RawQueryFragment,
  type Transaction,
  Utils,
} from '@mikro-orm/sql';
import { MikroORM, PostgreSqlConnection, PostgreSqlPlatform } from '@mikro-orm/postgresql';
import { CompiledQuery } from 'kysely';

type Query = string | NativeQueryBuilder | RawQueryFragment;

/** Marks of MikroORM's statements: `?` a value, `??` an identifier, `\?` a question mark of PostgreSQL's own. */
const MARKS = /\\\?|\?\??/g;

function bind(platform: AbstractSqlPlatform, sql: string, params: readonly unknown[], values: unknown[]): string {
  const place = (value: unknown): string => {
    if (isRaw(value)) return bind(platform, value.sql, value.params, values);
    if (Array.isArray(value)) return value.map(place).join(', ');
    values.push(bindable(value));
    return `$${values.length}`;
  };
  let at = 0;
  return sql.replace(MARKS, (mark) => {
    if (mark === '\\?') return '?';
    const param = params[at++];
    return mark === '??' ? platform.quoteIdentifier(param as string) : place(param);
  });
}

function bindable(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  return Utils.isPlainObject(value) ? JSON.stringify(value) : value;
}

/** A statement with `$1`, `$2`, … and the values for them. */
function bound(platform: AbstractSqlPlatform, query: Query, params: readonly unknown[]): CompiledQuery {
  const raw = query instanceof NativeQueryBuilder ? query.toRaw() : query;
  const [sql, given] = isRaw(raw) ? [raw.sql, raw.params] : [raw as string, params];
  const values: unknown[] = [];
  return CompiledQuery.raw(given.length === 0 ? sql : bind(platform, sql, given, values), values);
}

class BoundConnection extends PostgreSqlConnection {
  override async execute<T extends QueryResult | EntityData<AnyEntity> | EntityData<AnyEntity>[]>(
    query: Query,
    params: readonly unknown[] | Record<string, unknown> = [],
    method: 'all' | 'get' | 'run' = 'all',
    ctx?: Transaction,
    loggerContext?: LoggingOptions,
  ): Promise<T> {
    if (!Array.isArray(params)) throw new TypeError('named parameters are not bound: give a list');
    await this.ensureConnection();
    const compiled = bound(this.platform, query, params);
    return this.executeQuery(
      compiled.sql,
      async () => {
        const client = (ctx as ReturnType<typeof this.getClient> | undefined) ?? this.getClient();
        return this.transformRawResult<T>(await client.executeQuery(compiled), method);
      },
      { query: compiled.sql, ...loggerContext },
    );
  }

  /** MikroORM's own writes values into the statement too. Nothing is streamed: what is large is read in pages. */
  override stream(): never {
    throw new Error('entities are not streamed');
  }
}

/**
 * MikroORM's PostgreSQL, but that values are bound instead of written into the statement. PostgreSQL logs the statement of
 * every error and shows it in pg_stat_activity: texts of residents, addresses and secrets would stand there.
 */
export class BoundDriver extends AbstractSqlDriver<BoundConnection, PostgreSqlPlatform> {
  declare [EntityManagerType]: EntityManager<this>;

  constructor(config: Configuration) {
    super(config, new PostgreSqlPlatform(), BoundConnection, ['kysely', 'pg']);
  }

  override createEntityManager(useContext?: boolean): this[typeof EntityManagerType] {
    return new EntityManager(this.config, this, this.metadata, useContext) as this[typeof EntityManagerType];
  }

  override getORMClass(): typeof MikroORM {
    return MikroORM;
  }
}
