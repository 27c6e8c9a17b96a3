/** Names under which the modules get what is not a class of theirs. */
export const CONFIG = Symbol('config');
export const DATABASE = Symbol('database');
