import type pg from 'pg';

/** Tables and counters that a version of the product has made in the schema `public`, whether or not they are there today. */
const TABLES = `
  account account_identity account_invitation area area_replaced audit_entry audit_entry_id_seq command_receipt contribution_group delivery delivery_area delivery_row effect_receipt figure figure_replaced import_file import_job journal kysely_migration
  kysely_migration_lock method_template mikro_orm_migrations mikro_orm_migrations_id_seq open_effect organisation outbox outbox_id_seq park professional_contribution
  professional_live_event professional_minutes professional_minutes_file professional_writer programme_report public_facts report_document report_link
  report_reaction report_reader resident_contribution resident_live_event resident_minutes resident_minutes_file resident_writer
  second_factor session_code session_index session_invitee session_order sign_in sign_in_attempt statement_card table_rewrite timer trajectory trajectory_content
  trajectory_erased trajectory_facilitator trajectory_term withdrawal`;
/** Its functions. */
const FUNCTIONS = `
  app_setting audit_delivery audit_hold audit_import audit_journal audit_template committed_organisations count_behind count_residents dutch_day
  effect_opens enter_session erase_trajectory facilitates folded forget_audit forget_command_receipts forget_wal is_held leave_session
  next_session_seq note_audit order_forgotten order_waits outbox_key past_term rewritable rewrite_table session_is_open session_takes shares_early
  state_begins term_begins term_ends want_rewrites writer_of_card`;

const OWN: Readonly<Record<string, string>> = { table: TABLES, sequence: TABLES, function: FUNCTIONS };

/** What stands in the schema `public` and is not of the product, with its kind; it would go with the schema. */
export async function foreignObjects(owner: pg.Client): Promise<string[]> {
  const { rows } = await owner.query<{ kind: string; name: string }>(
    `select o.type as kind, regexp_replace(o.identity, '^public\\.|\\(.*$', '', 'g') as name
       from pg_depend d, pg_identify_object(d.classid, d.objid, 0) o
      where d.refclassid = 'pg_namespace'::regclass and d.refobjid = 'public'::regnamespace order by 1, 2`,
  );
  return rows
    .filter(({ kind, name }) => !OWN[kind]?.trim().split(/\s+/).includes(name))
    .map(({ kind, name }) => `${kind} ${name}`);
}
