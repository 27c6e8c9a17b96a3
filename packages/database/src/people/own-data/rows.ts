/** Rows that one list of somebody's own data has at most, the latest. */
export const OWN_DATA_ROWS = 20_000;
