import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@buurtbalans/embedded';
import { ROOT } from './infra-files.ts';

/** Ports in the compose file and in nginx.conf. */
export const DOOR_PORTS = { engine: 3001, 'session-kit': 3002, outside: 8080, inside: 8081 } as const;
export type DoorPort = keyof typeof DOOR_PORTS;

/** A real nginx on loopback with the very configuration of infra, which writes below a folder. */
export class FrontDoor {
  readonly #nginx: ChildProcess;
  readonly #logFile: string;

  private constructor(nginx: ChildProcess, logFile: string) {
    this.#nginx = nginx;
    this.#logFile = logFile;
  }

  static async freePorts(): Promise<Record<DoorPort, number>> {
    const ports: Record<DoorPort, number> = { ...DOOR_PORTS };
    for (const name of Object.keys(ports) as DoorPort[]) ports[name] = await freePort();
    return ports;
  }

  /** Opens it at these ports; names are asked of a name server at a port. */
  static async open(folder: string, namesPort: number, ports: Readonly<Record<DoorPort, number>>): Promise<FrontDoor> {
    const given = await readFile(join(ROOT, 'infra', 'front-door', 'nginx.conf'), 'utf8');
    const changes: readonly (readonly [RegExp | string, string])[] = [
      ['resolver 127.0.0.11 ', `resolver 127.0.0.1:${namesPort} `],
      [`listen ${DOOR_PORTS.outside}`, `listen 127.0.0.1:${ports.outside}`],
      [`listen ${DOOR_PORTS.inside}`, `listen 127.0.0.1:${ports.inside}`],
      [/engine:3001/g, `engine:${ports.engine}`],
      [/session-kit:3002/g, `session-kit:${ports['session-kit']}`],
      [/ \/tmp\//g, ` ${folder}/`],
    ];
    const file = join(folder, 'nginx.conf');
    await writeFile(
      file,
      changes.reduce((text, [from, to]) => text.replace(from, to), given),
    );
    const logFile = join(folder, 'nginx.log');
    const log = await open(logFile, 'a');
    const nginx = spawn('nginx', ['-c', file, '-e', 'stderr', '-g', 'daemon off;'], {
      env: { PATH: `${process.env.PATH}:/usr/sbin` },
      stdio: ['ignore', log.fd, log.fd],
    });
    await Promise.all([once(nginx, 'spawn'), log.close()]);
    return new FrontDoor(nginx, logFile);
  }

  /** Everything that it has written down. */
  log(): Promise<string> {
    return readFile(this.#logFile, 'utf8');
  }

  async close(): Promise<void> {
    if (this.#nginx.exitCode !== null || this.#nginx.signalCode !== null) return;
    const gone = once(this.#nginx, 'exit');
    this.#nginx.kill('SIGTERM');
    await gone;
  }
}
