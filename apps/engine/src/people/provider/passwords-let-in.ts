import { ProductError } from '@buurtbalans/contracts';
import type { Config } from '../../platform/config.ts';

/** Whether a password of the product opens anything here. */
export const usesPasswords = ({ provider }: Pick<Config, 'provider'>): boolean => provider?.passwords ?? true;

/** @throws ProductError PROVIDER.ONLY where people sign in by their organisation alone */
export function passwordsLetIn(config: Pick<Config, 'provider'>): void {
  if (!usesPasswords(config)) throw new ProductError('PROVIDER.ONLY');
}
