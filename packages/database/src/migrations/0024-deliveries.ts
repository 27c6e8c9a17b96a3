import { type Kysely, sql } from 'kysely';

/** What is official came by a delivery: proposed with its difference, taken over by somebody, and put back when it was wrong. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const statements = [
  `create table delivery (
    id uuid primary key,
    kind text not null check (kind in ('kwb', 'boundaries')),
    state text not null default 'reading' check (state in ('reading', 'proposed', 'official', 'undone', 'discarded')),
    origin text not null check (origin in ('upload', 'command_line', 'product', 'earlier')),
    file_name text not null,
    bytes bigint not null,
    sha256 text,
    source jsonb,
    years jsonb not null default '[]',
    columns jsonb not null default '[]',
    dropped jsonb not null default '[]',
    row_count int not null default 0,
    brought_by uuid references account,
    brought_at timestamptz not null default now(),
    replaces uuid references delivery,
    difference jsonb,
    erases boolean not null default false,
    position int,
    taken_over_by uuid references account,
    taken_over_at timestamptz,
    ended_by uuid references account,
    ended_at timestamptz,
    unique (kind, position)
  )`,
  `create index delivery_brought on delivery (brought_at)`,
  // a row of the file, with its cells as an array: a tenth of the rows that its values would be
  `create table delivery_row (
    delivery_id uuid not null references delivery on delete cascade,
    line int not null,
    area_code text not null,
    year int not null,
    cells text not null,
    statuses text not null,
    primary key (delivery_id, line)
  )`,
  `create table delivery_area (
    delivery_id uuid not null references delivery on delete cascade,
    code text not null,
    name text not null,
    level text not null,
    parent_code text,
    district_code text,
    geometry jsonb not null,
    primary key (delivery_id, code)
  )`,
  // no reference: it would be looked up for each of the hundred thousands of values that come at a time
  `alter table figure add column delivery_id uuid`,
  `alter table area add column delivery_id uuid`,
  `create table figure_replaced (
    replaced_by uuid not null references delivery on delete cascade,
    indicator_id text not null,
    area_code text not null,
    year int not null,
    value double precision,
    status text not null,
    source_id text not null,
    release text,
    delivery_id uuid,
    primary key (replaced_by, indicator_id, area_code, year)
  )`,
  `create table area_replaced (
    replaced_by uuid not null references delivery on delete cascade,
    code text not null,
    name text not null,
    level text not null,
    parent_code text,
    district_code text,
    geometry jsonb not null,
    delivery_id uuid,
    primary key (replaced_by, code)
  )`,
  `alter table import_job add column source_title text`,
  // every wijk and neighbourhood had a stadsdeel by its code, whether there was one or not
  `update area a set
      district_code = coalesce(d.code, 'WK' || substr(s.code, 3, 6)),
      parent_code = case when s.level = 'wijk' then coalesce(d.code, 'GM' || substr(s.code, 3, 4)) else s.parent_code end
     from area s left join area d on d.level = 'stadsdeel' and d.code = 'SD' || substr(s.code, 3, 5)
    where s.code = a.code and s.level in ('wijk', 'buurt')`,
  `grant select, insert, update, delete on delivery, delivery_row, delivery_area, figure_replaced, area_replaced to bb_engine`,
  // what stood before deliveries were kept is the one that the first replaces
  `insert into delivery (id, kind, state, origin, file_name, bytes, row_count, years, position, taken_over_at)
    select gen_random_uuid(), 'kwb', 'official', 'earlier', '', 0, count(*), (select coalesce(jsonb_agg(distinct year), '[]') from figure), 1, now() from figure having count(*) > 0`,
  `insert into delivery (id, kind, state, origin, file_name, bytes, row_count, position, taken_over_at)
    select gen_random_uuid(), 'boundaries', 'official', 'earlier', '', 0, count(*), 1, now() from area having count(*) > 0`,
];
