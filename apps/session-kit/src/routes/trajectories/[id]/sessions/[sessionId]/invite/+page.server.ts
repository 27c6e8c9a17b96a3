import { read } from '#lib/server/engine.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => ({
  invitations: await read(event, 'readInvitations', { params: { sessionId: event.params.sessionId } }),
  joining: await read(event, 'makeSessionCode', { params: { sessionId: event.params.sessionId } }),
});
