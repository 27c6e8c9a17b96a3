import { type Endpoint, type EndpointId, endpoints } from '@buurtbalans/contracts';
import type { FastifyRequest, RouteOptions } from 'fastify';
import { API_PREFIX } from './api-prefix.ts';

/** The path of an endpoint as the router has it. */
export const routePath = ({ path }: Endpoint): string => path.replace(/\{(\w+)\}/g, ':$1');

const byRoute = new Map(
  (Object.entries(endpoints) as [EndpointId, Endpoint][]).map(([id, endpoint]) => [
    `${endpoint.method} ${API_PREFIX}${routePath(endpoint)}`,
    { id, endpoint },
  ]),
);

/** Whether anybody may call what is routed here, also who is not signed in. */
export const isForAnybody = ({ method, url }: Pick<RouteOptions, 'method' | 'url'>): boolean =>
  [method].flat().some((one) => byRoute.get(`${one} ${url}`)?.endpoint.access === 'public');

/** The endpoint that a request was routed to; undefined beside the API. */
export function endpointAt({
  method,
  routeOptions,
}: Pick<FastifyRequest, 'method' | 'routeOptions'>):
  | { readonly id: EndpointId; readonly endpoint: Endpoint }
  | undefined {
  return byRoute.get(`${method} ${routeOptions.url}`);
}
