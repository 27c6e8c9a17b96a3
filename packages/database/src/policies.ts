import type { Lane } from '@buurtbalans/domain';

// The conditions of row-level security. They compare with the settings of a scope (roles.ts); one left out matches nothing.

/** Rows of the trajectory in which the transaction runs. */
export const ofTrajectory = `trajectory_id::text = app_setting('trajectory')`;
const byFacilitator = `facilitates(app_setting('account'), trajectory_id)`;
/** Those of them that belong to the account's own trajectory. */
export const facilitated = `${ofTrajectory} and ${byFacilitator}`;
/** The same in one lane, named by a column or a quoted word. */
export const facilitatedIn = (lane: string): string =>
  `${ofTrajectory} and ${lane === 'lane' ? `lane = app_setting('lane')` : `app_setting('lane') = ${lane}`} and ${byFacilitator}`;
/** Rows of the session in which the transaction runs, under its own lane. */
export const inSession = (lane: Lane): string =>
  `session_id::text = app_setting('session') and app_setting('lane') = '${lane}'`;
/** Rows whose secret the browser holds. */
export const bySecret = `app_setting('withdrawal_secret') <> '' and withdrawal_hash = encode(sha256(convert_to(app_setting('withdrawal_secret'), 'UTF8')), 'hex')`;

/** Only what is past its term goes, whoever asks. */
export const erasedPastTerm = {
  name: 'erased_past_term',
  roles: ['bb_eraser'],
  using: `${ofTrajectory} and past_term(trajectory_id)`,
};
/** A lane's own role does everything inside the session, and nothing outside it. */
export const onlyInSession = (name: string, lane: Lane) => ({
  name,
  roles: [`bb_${lane}`],
  using: inSession(lane),
  check: inSession(lane),
});
