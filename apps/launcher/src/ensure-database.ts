import { createHmac } from 'node:crypto';
import { ensureOwner } from '@buurtbalans/database';
import type { EmbeddedServer } from '@buurtbalans/embedded';

/**
 * Makes the product's database on the embedded server when it is not there, and gives the connection string of the login
 * that owns it, whose password follows from the server's: its superuser is used for nothing else.
 */
export const ensureDatabase = (server: EmbeddedServer, serverPassword: string): Promise<string> =>
  ensureOwner(server.url(), 'buurtbalans', createHmac('sha256', serverPassword).update('owner').digest('base64url'));
