import {
  type ApiClient,
  type CallInput,
  type CallOutput,
  type ClientOptions,
  clientOver,
} from '@buurtbalans/contracts';
import { apiLanguage } from '#lib/texts/language.ts';
import { LIGHT_ENDPOINTS } from './light-endpoints.ts';
import { tellingUnreachable } from './unreachable.ts';

type LightId = keyof typeof LIGHT_ENDPOINTS;

/** The part of the API that a phone uses; an `ApiClient` is one too. */
export interface LightClient {
  call<I extends LightId>(id: I, input: CallInput<I>): Promise<CallOutput<I>>;
  url<I extends LightId>(id: I, input: Pick<CallInput<I>, 'params' | 'query'>): string;
}

/** Makes a light client for the same origin, with the visitor's cookie or the participant's token. */
export function lightClient(options: Partial<Pick<ClientOptions, 'fetch' | 'token'>> = {}): LightClient {
  return tellingUnreachable(
    clientOver(LIGHT_ENDPOINTS, {
      baseUrl: '',
      fetch: (input, init) => fetch(input, init),
      language: apiLanguage,
      ...options,
    }) as Pick<ApiClient, 'call' | 'url'>,
  );
}

/** The light client with the visitor's cookie. */
export const lightApi = lightClient();
