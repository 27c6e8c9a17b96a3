import { defineEntity, p } from '@mikro-orm/core';
import type { Lane, Place } from '@buurtbalans/domain';
import { count } from '../columns.ts';
import { OrganisationEntity } from '../people/organisation.entity.ts';
import { bySecret, erasedPastTerm, facilitatedIn, inSession, ofTrajectory } from '../policies.ts';

/** What both lanes have. No author, device, address or moment: only the hash of a secret that one browser holds. */
const properties = {
  id: p.uuid().primary(),
  trajectoryId: p.uuid(),
  sessionId: p.uuid(),
  seq: count(),
  kind: p.text().$type<'weak_spot' | 'promising_spot' | 'signal'>(),
  theme: p.text(),
  text: p.text(),
  place: p.json().$type<Place>().strictNullable(),
  groupId: p.uuid().strictNullable(),
  released: p.boolean().default(false),
  invented: p.boolean().default(false),
  withheld: p.boolean().default(false),
};

/** Who may do what with the contributions of a lane. What its own part asks for comes on top of what holds in both. */
function policiesOf(lane: Lane, part: { readonly own: string[]; readonly early: string[] } = { own: [], early: [] }) {
  const role = `bb_${lane}`;
  const here = inSession(lane);
  const facilitated = facilitatedIn(`'${lane}'`);
  const takes = `session_takes(session_id, trajectory_id, '${lane}', app_setting('account'))`;
  return [
    { name: 'read_in_session', command: 'select' as const, roles: [role], using: here },
    {
      name: 'write_in_session',
      command: 'insert' as const,
      roles: [role],
      check: [here, ...part.own, ofTrajectory, takes, ...part.early].join(' and '),
    },
    { name: 'withhold_in_session', command: 'update' as const, roles: [role], using: here, check: here },
    { name: 'withdraw_with_secret', command: 'delete' as const, roles: [role], using: `${here} and ${bySecret}` },
    {
      name: 'read_by_facilitator',
      command: 'select' as const,
      roles: ['bb_facilitator'],
      using: `${facilitated} and not withheld`,
    },
    {
      name: 'group_by_facilitator',
      command: 'update' as const,
      roles: ['bb_facilitator'],
      using: facilitated,
      check: facilitated,
    },
    erasedPastTerm,
  ];
}

/** The only differences between the lanes: professionals write for their organisation, and before a session opens only what it shares. */
export const ProfessionalContributionEntity = defineEntity({
  name: 'ProfessionalContribution',
  tableName: 'professional_contribution',
  properties: {
    ...properties,
    organisation: () => p.manyToOne(OrganisationEntity),
    withdrawalHash: p.text().strictNullable(),
  },
  rowLevelSecurity: 'force',
  policies: policiesOf('professional', {
    own: [`organisation_id::text = app_setting('organisation')`],
    early: ['shares_early(session_id, trajectory_id, organisation_id::text)'],
  }),
});

export const ResidentContributionEntity = defineEntity({
  name: 'ResidentContribution',
  tableName: 'resident_contribution',
  properties: { ...properties, withdrawalHash: p.text() },
  rowLevelSecurity: 'force',
  policies: policiesOf('resident'),
});
