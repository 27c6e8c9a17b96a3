import type { CallOutput } from '@buurtbalans/contracts';

/** What somebody with a code sees before joining. */
export type JoinInfo = CallOutput<'readJoinInfo'>;
