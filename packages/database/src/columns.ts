import { p } from '@mikro-orm/core';

/** A moment, to the microsecond. */
export const moment = () => p.datetime().columnType('timestamptz');
/** The moment at which the database wrote the row, unless another is given. */
export const momentOfWriting = () => moment().defaultRaw('now()');
/** A counter far below 2^53. */
export const count = () => p.bigint('number');
/** How often something was tried in vain. */
export const attempts = () => p.integer().default(0);
