import { p } from '@mikro-orm/core';

/** A moment, to the microsecond. */
export const moment = () => p.datetime().columnType('timestamptz');
/** The moment at which the database wrote the row, unless another is given. */
export const momentOfWriting = () => moment().defaultRaw('now()');
/** A counter far below 2^53. */
export const count = () => p.bigint('number');
/** A document that was rendered, none of it until then; its bytes are read only when asked for. */
export const renderedFile = () => ({
  mime: p.text().strictNullable(),
  fileName: p.text().strictNullable(),
  body: p.blob().$type<Buffer>().strictNullable().lazy(),
  bytes: p.integer().strictNullable(),
  sha256: p.text().fieldName('sha256').strictNullable(),
  pages: p.integer().strictNullable(),
  errorCode: p.text().strictNullable(),
});
/** How often something was tried in vain. */
export const attempts = () => p.integer().default(0);
