import type { EventType, TrajectoryEventData } from '@buurtbalans/domain';
import type pg from 'pg';

/** An entry of the journal, with its day in the Netherlands as the database has it. */
export interface Entry<T extends EventType = EventType> {
  readonly seq: number;
  readonly type: T;
  readonly data: TrajectoryEventData[T];
  /** YYYY-MM-DD. */
  readonly day: string;
}

/** What stands in the database about a document: the journal up to what it shows, texts by their key, and its own request. */
export interface Told {
  readonly entries: readonly Entry[];
  readonly texts: ReadonlyMap<string, string>;
  readonly document: {
    readonly pages: number;
    /** YYYY-MM-DD HH:MM, in the Netherlands. */
    readonly shownAt: string;
    readonly standing: number | null;
    readonly body: Buffer;
  };
}

const HERE = `at time zone 'Europe/Amsterdam'`;

/** Reads it by SQL of its own, as the owner of the tables. */
export async function toldBy(owner: pg.Client, trajectoryId: string, reportId: string): Promise<Told> {
  const { rows: asked } = await owner.query<{ as_of: number; shown_at: string; standing: number | null }>(
    `select coalesce((data ->> 'asOf')::int, seq::int - 1) as as_of, (data ->> 'standing')::int as standing,
            to_char((data ->> 'shownAt')::timestamptz ${HERE}, 'YYYY-MM-DD HH24:MI') as shown_at
       from journal where trajectory_id = $1 and event_type = 'ReportRequested' and data ->> 'reportId' = $2`,
    [trajectoryId, reportId],
  );
  const [request] = asked as [(typeof asked)[number]];
  const { rows: entries } = await owner.query<Entry>(
    `select seq::int as seq, event_type as type, data, to_char(at ${HERE}, 'YYYY-MM-DD') as day
       from journal where trajectory_id = $1 and seq <= $2 order by journal.seq`,
    [trajectoryId, request.as_of],
  );
  const { rows: texts } = await owner.query<{ content_id: string; body: string }>(
    `select content_id, body from trajectory_content where trajectory_id = $1`,
    [trajectoryId],
  );
  const { rows: files } = await owner.query<{ body: Buffer; pages: number }>(
    `select body, pages from report_document where report_id = $1`,
    [reportId],
  );
  const [file] = files as [(typeof files)[number]];
  return {
    entries,
    texts: new Map(texts.map(({ content_id, body }) => [content_id, body])),
    document: { ...file, shownAt: request.shown_at, standing: request.standing },
  };
}
