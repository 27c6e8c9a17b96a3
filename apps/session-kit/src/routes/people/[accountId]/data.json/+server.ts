import { read } from '#lib/server/engine.ts';
import { ownDataAnswer } from '#lib/server/own-data-answer.ts';
import type { RequestHandler } from './$types';

/** What is kept of somebody who asked an administrator for it, as a file. */
export const GET: RequestHandler = async (event) =>
  ownDataAnswer(await read(event, 'exportPerson', { params: { accountId: event.params.accountId } }));
