import type { Audience } from '@buurtbalans/domain';
import type { AnyCaller } from '../platform/route.ts';

/** Participants see what participants see, whatever they ask for; staff chooses between console and projector. */
export const audienceOf = (caller: AnyCaller, asked: Audience): Audience =>
  caller.participant ? 'participant' : asked;
