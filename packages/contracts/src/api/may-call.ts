import type { Role } from '@buurtbalans/domain';
import { type EndpointId, endpoints } from './endpoints.ts';
import type { Endpoint } from './endpoints/endpoint.ts';

/**
 * Whether an account of this role may call an endpoint at all; undefined is nobody who is signed in. Within a trajectory
 * it has to be one that the account sees, and what `facts` name may still decide otherwise.
 */
export function mayCall(id: EndpointId, role: Role | undefined): boolean {
  const { access, roles }: Endpoint = endpoints[id];
  return access === 'public' || (role !== undefined && (roles?.includes(role) ?? false));
}

/** Everything that a role may call: what a screen of that role can offer. */
export function callableBy(role: Role | undefined): EndpointId[] {
  return (Object.keys(endpoints) as EndpointId[]).filter((id) => mayCall(id, role));
}
