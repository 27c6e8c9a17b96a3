/** Names under which the modules get what is not a class of theirs. */
export const DATABASE = Symbol('database');
export const HOUSE_STYLE = Symbol('house style');
export const MAILER = Symbol('mailer');
