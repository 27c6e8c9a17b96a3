import type {
  Actor,
  AreaGeometry,
  Lane,
  MethodTemplate,
  MinutesContent,
  OrganisationType,
  Place,
  Role,
  TrajectoryState,
} from '@buurtbalans/domain';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Json<T extends object> = JSONColumnType<T, string, string>;
type Moment = ColumnType<Date, Date | string, Date | string>;
type DefaultMoment = ColumnType<Date, Date | string | undefined, Date | string>;

interface ContributionColumns {
  id: string;
  trajectory_id: string;
  session_id: string;
  seq: number;
  kind: 'weak_spot' | 'promising_spot' | 'signal';
  theme: string;
  text: string;
  place: JSONColumnType<Place, string | null, string | null> | null;
  group_id: string | null;
  released: Generated<boolean>;
  invented: Generated<boolean>;
  withheld: Generated<boolean>;
}

interface LiveEventColumns {
  session_id: string;
  seq: number;
  command_id: string;
  type: string;
  body: JSONColumnType<Record<string, unknown>, string, string>;
}

interface MinutesColumns {
  session_id: string;
  edition: number;
  approved_at: DefaultMoment;
  content: JSONColumnType<MinutesContent, string | null, string | null> | null;
}

interface MinutesFileColumns {
  report_id: string;
  session_id: string;
  edition: number;
  mime: string;
  file_name: string;
  body: Buffer;
}

/** Tables and their columns as Kysely sees them; the migrations are the definition. */
export interface Tables {
  organisation: { id: string; name: string; type: OrganisationType };
  account: {
    id: string;
    email: string;
    name: string;
    role: Role;
    organisation_id: string | null;
    password_hash: string;
    active: Generated<boolean>;
  };
  sign_in: { token_hash: Buffer; account_id: string; expires_at: Moment };
  sign_in_attempt: { key: string; failures: number; since: Moment };

  method_template: { id: string; version: number; body: Json<MethodTemplate>; created_at: DefaultMoment };
  trajectory: {
    id: string;
    version: number;
    phase: string;
    status: string;
    template_id: string;
    template_version: number;
    state: Json<TrajectoryState>;
    head: Buffer;
    updated_at: DefaultMoment;
  };
  journal: {
    trajectory_id: string;
    seq: number;
    event_type: string;
    event_version: number;
    data: Json<Record<string, unknown>>;
    actor: Json<Actor>;
    command_id: string;
    template_version: number;
    at: Moment;
    hash: Buffer;
  };
  trajectory_content: { trajectory_id: string; content_id: string; body: string };
  command_receipt: { trajectory_id: string; command_id: string; outcome: Json<object>; at: DefaultMoment };
  outbox: {
    id: Generated<number>;
    dedupe_key: string;
    job: string;
    payload: Json<object>;
    due: DefaultMoment;
    failures: Generated<number>;
    failed_at: Date | null;
  };
  open_effect: {
    effect_key: string;
    job: string;
    payload: Json<object>;
    asked_at: DefaultMoment;
    waiting_since: DefaultMoment;
    failures: Generated<number>;
    failed_at: Date | null;
  };
  timer: {
    trajectory_id: string;
    key: string;
    due_at: Moment | null;
    set_seq: number;
    status: string;
    retry_at: Date | null;
    failures: Generated<number>;
    failed_at: Date | null;
  };
  effect_receipt: { effect_key: string; attempt: number; result: Json<object> | null; at: DefaultMoment };

  area: {
    code: string;
    name: string;
    level: 'gemeente' | 'stadsdeel' | 'wijk' | 'buurt';
    parent_code: string | null;
    district_code: string | null;
    geometry: Json<AreaGeometry>;
  };
  park: { id: string; name: string | null; geometry: Json<AreaGeometry> };
  figure: {
    indicator_id: string;
    area_code: string;
    year: number;
    value: number | null;
    status: string;
    source_id: string;
    release: string | null;
  };
  import_job: {
    id: string;
    kind: 'kwb' | 'boundaries';
    file_name: string;
    bytes: number;
    year: number | null;
    status: Generated<'queued' | 'reading' | 'done' | 'refused'>;
    progress: Generated<number>;
    row_count: Generated<number>;
    stored: Generated<number>;
    problems: JSONColumnType<{ code: string; details: Record<string, unknown> }[], string | undefined, string>;
    requested_by: string;
    requested_at: DefaultMoment;
  };
  import_file: { import_id: string; part: number; body: Buffer };

  session_index: { session_id: string; trajectory_id: string; lane: Lane; last_seq: Generated<number> };
  session_code: { code: string; session_id: string; expires_at: Moment };
  session_invitee: {
    id: string;
    session_id: string;
    trajectory_id: string;
    lane: Generated<'professional'>;
    organisation_id: string;
    account_id: string | null;
    address: string | null;
  };
  professional_contribution: ContributionColumns & { organisation_id: string; withdrawal_hash: string | null };
  resident_contribution: ContributionColumns & { withdrawal_hash: string };
  professional_live_event: LiveEventColumns;
  resident_live_event: LiveEventColumns;
  professional_minutes: MinutesColumns;
  resident_minutes: MinutesColumns;
  professional_minutes_file: MinutesFileColumns;
  resident_minutes_file: MinutesFileColumns;
  contribution_group: { id: string; trajectory_id: string; lane: Lane; title: string };

  report_link: { link_id: string; trajectory_id: string; report_id: string; token_hash: Buffer };
  report_reader: {
    id: string;
    link_id: string;
    trajectory_id: string;
    organisation_id: string;
    token_hash: Buffer;
    token: string | null;
    address: string | null;
    forgotten_at: Date | null;
    kept_at: DefaultMoment;
  };
  report_reaction: {
    id: string;
    reader_id: string;
    part: string;
    kind: 'dissent' | 'addition';
    text: string;
    at: DefaultMoment;
    handled_at: Date | null;
  };
  report_document: {
    report_id: string;
    trajectory_id: string;
    attempt: Generated<number>;
    progress: Generated<number>;
    step: Generated<string>;
    mime: string | null;
    file_name: string | null;
    body: Buffer | null;
    bytes: number | null;
    sha256: string | null;
    pages: number | null;
    error_code: string | null;
    error_detail: string | null;
    updated_at: DefaultMoment;
    file_gone_at: Date | null;
    looked_at: Date | null;
  };

  programme_report: {
    id: string;
    format: 'pdf' | 'html';
    language: 'nl' | 'en';
    requested_by: string;
    as_of: DefaultMoment;
    positions: JSONColumnType<Record<string, number>, string, string>;
    status: Generated<'requested' | 'rendered' | 'failed'>;
    mime: string | null;
    file_name: string | null;
    body: Buffer | null;
    bytes: number | null;
    sha256: string | null;
    pages: number | null;
    error_code: string | null;
  };
}
