import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { freePort } from '@buurtbalans/embedded';
import { openFrontDoor } from '../../../apps/launcher/src/front-door.ts';
import { API } from '../../live/participant.ts';
import { answers } from '../cluster.ts';
import { ProductProcess } from '../product-process.ts';

const ENGINE = join(import.meta.dirname, '..', '..', '..', 'apps', 'engine', 'dist', 'main.js');

/** The engine as it is built, behind the front door of `npm start`. */
export interface EngineBehindDoor {
  readonly engine: ProductProcess;
  /** Port of the door. */
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts both, on loopback. */
export async function startBehindDoor(databaseUrl: string): Promise<EngineBehindDoor> {
  const behind = await freePort();
  const engine = new ProductProcess('engine', ENGINE, {
    DATABASE_URL: databaseUrl,
    QUEUE_URL: '',
    SMTP_URL: '',
    HOST: '127.0.0.1',
    PORT: String(behind),
    BUURTBALANS_SECRET: 'x'.repeat(40),
    LOG_LEVEL: 'silent',
  });
  const at = `http://127.0.0.1:${behind}`;
  await answers(`${at}${API}/health`);
  const door = await openFrontDoor({ engine: at, sessionKit: at }, '127.0.0.1', 0);
  return {
    engine,
    port: (door.server.address() as AddressInfo).port,
    stop: async () => {
      await door.close();
      await engine.stop();
    },
  };
}
