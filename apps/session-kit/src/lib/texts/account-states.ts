import type { AccountState } from '@buurtbalans/domain';
import { m } from '#lib/paraglide/messages.js';

const states: Readonly<Record<AccountState, () => string>> = {
  invited: m.people_state_invited,
  active: m.people_state_active,
  disabled: m.people_state_disabled,
};

/** Whether somebody is invited, takes part or was disabled, in a word. */
export const accountStateName = (state: AccountState): string => states[state]();
