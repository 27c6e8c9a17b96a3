/** A code as it is read and typed: in groups. What is typed may have them or not. */
export const inGroups = (code: string): string =>
  code.length > 8 ? [code.slice(0, 4), code.slice(4, 9), code.slice(9)].join('-') : code;
