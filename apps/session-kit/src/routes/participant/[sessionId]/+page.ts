// everything on this page depends on what only the participant's own browser knows
export const ssr = false;
