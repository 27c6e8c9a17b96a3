import { type Language, languageAsked } from '@buurtbalans/contracts';
import type { FastifyRequest } from 'fastify';

/** The reader's language: Dutch unless English is asked for first. */
export function languageOf(request: Pick<FastifyRequest, 'headers'>): Language {
  return languageAsked(request.headers['accept-language']);
}
