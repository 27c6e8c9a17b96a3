/** A page to read: it needs no script, and its texts need not come a second time. */
export const csr = false;
