/** The front door that users go through, in a process of its own as the launcher is. Prints its port. */
import type { AddressInfo } from 'node:net';
import { openFrontDoor } from '../../../apps/launcher/src/front-door.ts';

const engine = process.env['ENGINE_URL']!;
const door = await openFrontDoor({ engine, sessionKit: engine }, '127.0.0.1', 0);
console.log((door.server.address() as AddressInfo).port);
process.on('disconnect', () => process.exit(0));
