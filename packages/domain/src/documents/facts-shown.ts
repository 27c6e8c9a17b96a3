import type { TrajectoryState } from '../trajectory/trajectory-state.ts';
import type { DocumentKind } from './documents.commands.ts';

/**
 * Hash of the borders and figures that a document shows: those that its picture was approved with; of a profile and a
 * concept those of now.
 */
export function factsShown(
  { sharedPicture: { approvedAt, facts } }: Pick<TrajectoryState, 'sharedPicture'>,
  document: DocumentKind,
  now?: string,
): string | undefined {
  return document === 'profile' || approvedAt === null ? now : (facts ?? now);
}
