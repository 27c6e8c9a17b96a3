import { type Kysely, sql } from 'kysely';

/** Areas, figures and the files they come from. All of it is public open data or a municipality's own tables. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const statements = [
    sql`create table area (
      code text primary key,
      name text not null,
      level text not null check (level in ('gemeente', 'stadsdeel', 'wijk', 'buurt')),
      parent_code text,
      district_code text,
      geometry jsonb not null
    )`,
    sql`create index area_level on area (level, district_code)`,
    sql`create table park (id text primary key, name text, geometry jsonb not null)`,
    sql`create table figure (
      indicator_id text not null,
      area_code text not null,
      year int not null,
      value double precision,
      status text not null check (status in ('present', 'secret', 'missing', 'not_yet', 'discontinued')),
      source_id text not null,
      release text,
      primary key (indicator_id, area_code, year),
      -- what is not present has no value, so that a gap can never be read as a number
      check ((status = 'present') = (value is not null))
    )`,
    sql`create index figure_area on figure (area_code)`,
    sql`create table import_job (
      id uuid primary key,
      kind text not null check (kind in ('kwb', 'boundaries')),
      file_name text not null,
      bytes bigint not null,
      year int,
      status text not null default 'queued' check (status in ('queued', 'reading', 'done', 'refused')),
      progress int not null default 0,
      row_count int not null default 0,
      stored int not null default 0,
      problems jsonb not null default '[]',
      requested_by uuid not null references account,
      requested_at timestamptz not null default now()
    )`,
    sql`create table import_file (
      import_id uuid not null references import_job on delete cascade,
      part int not null,
      body bytea not null,
      primary key (import_id, part)
    )`,
    sql`grant select, insert, update, delete on area, park, figure, import_job, import_file to bb_engine`,
    sql`grant select on area, park, figure to bb_facilitator, bb_professional, bb_resident, bb_adviser, bb_worker`,
  ];
  for (const statement of statements) await statement.execute(db);
}
