import type { BlockView } from '@buurtbalans/contracts';
import type { Block } from '@buurtbalans/domain';

/** A block as the API gives it: the same, with lists that may be changed. */
export function copyBlock(block: Block): BlockView {
  return { ...block, params: copyParams(block.params), unblockedBy: [...block.unblockedBy] };
}

/** Figures of a block, with lists that may be changed. */
export function copyParams(params: Block['params']): BlockView['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]),
  );
}
