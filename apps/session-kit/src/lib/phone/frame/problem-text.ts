import type { Problem } from '@buurtbalans/contracts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

interface Words {
  readonly title: string;
  readonly detail: string;
}

/** Problems that participants meet, in the languages that the API does not speak. */
const texts: Readonly<Record<string, (problem: Problem) => Words>> = {
  'CONTRIBUTION.PERSONAL': ({ details }) => ({
    title: m.problem_personal({ words: [details['spans']].flat().join(', ') }),
    detail: m.problem_personal_advice(),
  }),
  'CONTRIBUTION.OUTSIDE_AREA': () => ({ title: m.problem_outside(), detail: m.problem_outside_advice() }),
  'CONTRIBUTION.TOO_LONG': () => ({ title: m.problem_long(), detail: m.problem_long_advice() }),
  'SESSION.NOT_OPEN': () => ({ title: m.problem_not_open(), detail: m.problem_not_open_advice() }),
  'SESSION.OVER': () => ({ title: m.participant_closed(), detail: m.participant_closed_advice() }),
  'SESSION.PUT_OUT': () => ({ title: m.problem_put_out(), detail: m.problem_put_out_advice() }),
  'LIVE.SESSION_FULL': () => ({ title: m.problem_full(), detail: m.problem_full_advice() }),
  'LIVE.OWN_LIMIT': () => ({ title: m.problem_own_limit(), detail: m.problem_own_limit_advice() }),
  'SESSION.NOT_JOINED': () => ({ title: m.problem_not_joined(), detail: m.problem_not_joined_advice() }),
  'SESSION.CODE_UNKNOWN': () => ({ title: m.problem_code(), detail: m.problem_code_advice() }),
  // of a code only wrong ones are ever answered so
  'AUTH.TOO_MANY_ATTEMPTS': () => ({ title: m.problem_code(), detail: m.problem_code_advice() }),
  'SESSION.CODE_EXPIRED': () => ({ title: m.problem_code_expired(), detail: m.problem_code_expired_advice() }),
  'SESSION.ORGANISATION_REQUIRED': () => ({ title: m.join_organisation(), detail: m.problem_organisation_advice() }),
  'COMMITMENT.MISSING': () => ({
    title: m.phone_registration_not_yet(),
    detail: m.phone_registration_not_yet_advice(),
  }),
  'LIVE.OVER_BUDGET': () => ({ title: m.problem_budget(), detail: m.problem_budget_advice() }),
  'LIVE.NO_STACKING': () => ({ title: m.problem_stacking(), detail: m.problem_stacking_advice() }),
  'LIVE.ITEM_UNKNOWN': () => ({ title: m.problem_item(), detail: m.problem_item_advice() }),
};

/** A problem in the participant's language; in English where there are no words for it. */
export function problemText(problem: Problem): Words {
  const words = ['nl', 'en'].includes(getLocale()) ? undefined : texts[problem.code]?.(problem);
  return words ?? { title: problem.title, detail: problem.detail };
}
