import { ApiError, type Problem, problemOf } from '@buurtbalans/contracts';
import { error, type RequestEvent } from '@sveltejs/kit';
import { staffLanguage } from '#lib/texts/language.ts';
import { postForVisitor } from './sign-in.ts';

type Event = Pick<RequestEvent, 'request' | 'url' | 'cookies'>;

/** Posts what belongs to signing in at the provider; a refusal becomes the page that says what to do. */
export async function postAtProvider<T>(event: Event, path: string, body: object): Promise<T> {
  try {
    return await postForVisitor<T>(event, path, body);
  } catch (cause) {
    const problem: Problem =
      cause instanceof ApiError ? cause.problem : problemOf('SERVER.UNAVAILABLE', staffLanguage());
    error(problem.status, { message: problem.title, advice: problem.detail, code: problem.code });
  }
}
