import { createServer, connect, type Server, type Socket } from 'node:net';
import { once } from 'node:events';

/**
 * A TCP proxy on loopback that can go dark: bytes stop in both directions and nobody is told, as when a cable is pulled.
 * When the light is back, connections from before stay half open: the server's side is gone, the client's side is not.
 */
export class DarkProxy {
  target: number;
  #dark = false;
  #mute = false;
  readonly #pairs = new Set<{ near: Socket; far: Socket }>();
  readonly #near = new Set<Socket>();
  readonly #server: Server;

  private constructor(target: number) {
    this.target = target;
    this.#server = createServer((near) => this.pair(near));
  }

  static async start(target: number): Promise<DarkProxy> {
    const proxy = new DarkProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  darken(): void {
    this.#dark = true;
    for (const { near, far } of this.#pairs) for (const socket of [near, far]) socket.pause();
  }

  /** Questions still arrive, answers no longer: what is sent now happens, and nobody hears of it. */
  mute(): void {
    this.#mute = true;
  }

  /** Lets new connections through; those from before stay dark on the client's side and end on the server's. */
  heal(): void {
    this.#dark = false;
    this.#mute = false;
    for (const pair of this.#pairs) {
      pair.near.removeAllListeners('end');
      pair.far.removeAllListeners('close');
      pair.far.destroy();
    }
  }

  async stop(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const { far } of this.#pairs) far.destroy();
    for (const near of this.#near) near.destroy();
    await closed;
  }

  private pair(near: Socket): void {
    this.#near.add(near);
    near.on('error', () => undefined);
    near.on('close', () => this.#near.delete(near));
    // taken, and never answered
    if (this.#dark) {
      near.pause();
      return;
    }
    const far = connect(this.target, '127.0.0.1');
    const pair = { near, far };
    this.#pairs.add(pair);
    far.on('error', () => near.destroy());
    near.on('data', (bytes) => void (!this.#dark && far.write(bytes)));
    far.on('data', (bytes) => void (!this.#dark && !this.#mute && near.write(bytes)));
    far.on('close', () => near.destroy());
    near.on('end', () => far.end());
    near.on('close', () => {
      this.#pairs.delete(pair);
      far.destroy();
    });
  }
}
