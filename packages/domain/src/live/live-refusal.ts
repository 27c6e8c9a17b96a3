/** Why a command of a live session is refused; the code is one of the catalogue in `@buurtbalans/contracts`. */
export type LiveRefusal =
  | 'SESSION.NOT_OPEN'
  | 'LIVE.FACILITATOR_ONLY'
  | 'LIVE.STEP_MOVED'
  | 'LIVE.STEP_UNKNOWN'
  | 'LIVE.STEP_NOT_BEGUN'
  | 'LIVE.SCRIPT_MOVED'
  | 'LIVE.SCRIPT_INVALID'
  | 'LIVE.SCRIPT_TOO_TIGHT'
  | 'LIVE.MINUTES_MOVED'
  | 'SESSION.NOT_CLOSED'
  | 'LIVE.OTHER_EXERCISE'
  | 'LIVE.OVER_BUDGET'
  | 'LIVE.NO_STACKING'
  | 'LIVE.ITEM_UNKNOWN'
  | 'LIVE.ID_TAKEN'
  | 'LIVE.NO_OWNER'
  | 'COMMITMENT.MISSING';
