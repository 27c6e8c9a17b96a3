import type { EndpointId } from '@buurtbalans/contracts';
import { page } from '$app/state';

/**
 * Whether whoever is signed in may call an endpoint at all, by the table of the contract: screens offer no more than that.
 * The server says it with every page, so that no browser loads the table.
 */
export const may = (id: EndpointId): boolean => page.data.may?.includes(id) ?? false;
