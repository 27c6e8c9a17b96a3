import type { OwnDataView } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { accountStateName } from './account-states.ts';
import { auditAction, auditKind } from './audit.ts';
import { eventName } from './method/events.ts';
import { laneName, organisationTypeName, roleName } from './names.ts';

type Row<K extends keyof OwnDataView> = OwnDataView[K] extends readonly (infer R)[] ? R : never;

/** What is kept of somebody, under headings that can be read, as it goes into a file; moments are ISO 8601. */
export function ownDataFile(data: OwnDataView): Record<string, unknown> {
  return {
    [m.owndata_about_file()]: {
      [m.owndata_made()]: data.madeAt,
      [m.owndata_what()]: [m.owndata_intro(), m.owndata_not(), ...(data.isCut ? [m.owndata_cut()] : [])],
    },
    [m.owndata_account()]: account(data.account),
    [m.owndata_sign_ins()]: data.signIns.map((row) => ({
      [m.owndata_began()]: row.beganAt,
      [m.owndata_ends()]: row.expiresAt,
      [m.owndata_browser()]: row.browser,
    })),
    [m.owndata_providers()]: data.providers.map((row) => ({
      [m.owndata_issuer()]: row.issuer,
      [m.owndata_subject()]: row.subject,
      [m.owndata_since()]: row.since,
    })),
    [m.owndata_second_factor()]: data.secondFactors.map((row) => ({ [m.owndata_since()]: row.since })),
    [m.owndata_links()]: data.links.map((row) => ({
      [m.owndata_purpose()]: row.purpose === 'reset' ? m.owndata_reset() : m.owndata_invitation(),
      [m.owndata_by()]: row.byMail ? m.owndata_by_mail() : m.owndata_by_link(),
      [m.owndata_made_at()]: row.createdAt,
      [m.owndata_ends()]: row.expiresAt,
    })),
    [m.owndata_memberships()]: data.memberships.map((row) => ({
      [m.owndata_trajectory()]: row.name,
      [m.owndata_trajectory_id()]: row.trajectoryId,
      [m.owndata_as()]: membership(row.as),
    })),
    [m.owndata_invitations()]: data.invitations.map((row) => ({
      [m.owndata_trajectory_id()]: row.trajectoryId,
      [m.owndata_session_id()]: row.sessionId,
      [m.owndata_address()]: row.address,
    })),
    [m.owndata_readerships()]: data.readerships.map((row) => ({
      [m.owndata_at()]: row.at,
      [m.owndata_trajectory_id()]: row.trajectoryId,
      [m.owndata_address()]: row.address,
    })),
    [m.owndata_did()]: data.did.map((row) => ({
      [m.owndata_at()]: row.at,
      [m.owndata_trajectory_id()]: row.trajectoryId,
      [m.owndata_position()]: row.position,
      [m.owndata_event()]: eventName(row.event),
    })),
    [m.owndata_recorded()]: data.recorded.map((row) => ({
      ...recorded(row),
      [m.owndata_in_role()]: row.role && roleName(row.role),
      [m.owndata_session_id()]: row.sessionId,
      [m.owndata_lane()]: row.lane && laneName(row.lane),
    })),
    [m.owndata_about()]: data.about.map((row) => ({
      ...recorded(row),
      [m.owndata_by_role()]: row.role && roleName(row.role),
    })),
    ...work(data),
  };
}

const account = (row: OwnDataView['account']) => ({
  [m.owndata_id()]: row.id,
  [m.owndata_name()]: row.name,
  [m.owndata_email()]: row.email,
  [m.owndata_role()]: roleName(row.role),
  [m.owndata_state()]: accountStateName(row.state),
  [m.owndata_since()]: row.stateSince,
  [m.owndata_language()]: row.language,
  [m.owndata_district()]: row.district,
  [m.owndata_organisation()]: row.organisation?.name ?? null,
  [m.owndata_organisation_kind()]: row.organisation && organisationTypeName(row.organisation.type),
  [m.owndata_last()]: row.lastSignInAt,
});

const membership = (as: Row<'memberships'>['as']): string =>
  as === 'invited' ? m.owndata_as_invited() : as === 'organisation' ? m.owndata_as_organisation() : roleName(as);

const recorded = (row: Row<'about'>) => ({
  [m.owndata_at()]: row.at,
  [m.owndata_kind()]: auditKind(row.kind),
  [m.owndata_event()]: auditAction(row.action),
  [m.owndata_trajectory_id()]: row.trajectoryId,
});

/** What somebody made, brought and decided. */
const work = (data: OwnDataView) => ({
  [m.owndata_files()]: data.files.map((row) => ({
    [m.owndata_at()]: row.at,
    [m.owndata_file()]: row.fileName,
    [m.owndata_kind()]: row.kind,
    [m.owndata_state()]: row.status,
  })),
  [m.owndata_deliveries()]: data.deliveries.map((row) => ({
    [m.owndata_kind()]: row.kind,
    [m.owndata_state()]: row.state,
    [m.owndata_brought()]: row.broughtAt,
    [m.owndata_taken()]: row.takenOverAt,
    [m.owndata_ended()]: row.endedAt,
  })),
  [m.owndata_reports()]: data.programmeReports.map((row) => ({
    [m.owndata_at()]: row.at,
    [m.owndata_form()]: row.format,
    [m.owndata_language()]: row.language,
  })),
  [m.owndata_templates()]: data.templates.map((row) => ({
    [m.owndata_at()]: row.at,
    [m.owndata_template()]: row.id,
    [m.owndata_version()]: row.version,
  })),
  [m.owndata_holds()]: data.holds.map((row) => ({
    [m.owndata_at()]: row.at,
    [m.owndata_trajectory_id()]: row.trajectoryId,
    [m.owndata_reason()]: row.reason,
  })),
});
