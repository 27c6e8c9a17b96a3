import { type ErrorCode, ProductError } from '@buurtbalans/contracts';

/** Does what stores a name or an address that one alone may have. @throws ProductError of that code when it is another's */
export async function unlessTaken<T>(code: ErrorCode, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // MikroORM wraps what the database says
    const { code: own, cause } = error as { code?: unknown; cause?: { code?: unknown } };
    if (own === '23505' || cause?.code === '23505') throw new ProductError(code);
    throw error;
  }
}
