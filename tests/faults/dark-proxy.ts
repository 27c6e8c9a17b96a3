import { createServer, connect, type Server, type Socket } from 'node:net';

/** What becomes of a connection when the darkness ends. */
export type Healing = 'whole' | 'server gone' | 'client gone';

interface Pair {
  readonly client: Socket;
  upstream: Socket | undefined;
  /** True once the end of one side is kept from the other. */
  halfOpen: boolean;
}

/**
 * A TCP proxy on loopback that can go dark: bytes stop in both directions and nobody is told. When the light comes back,
 * a connection goes on as if nothing happened, or is half open: one end is gone and the other never hears of it.
 */
export class DarkProxy {
  readonly #pairs = new Set<Pair>();
  readonly #server: Server;
  #target: number;
  #dark = false;

  private constructor(target: number) {
    this.#target = target;
    this.#server = createServer((client) => this.accept(client));
  }

  static async start(target: number): Promise<DarkProxy> {
    const proxy = new DarkProxy(target);
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get port(): number {
    return (this.#server.address() as { port: number }).port;
  }

  /** Where new connections go from now on. */
  set target(port: number) {
    this.#target = port;
  }

  /** No byte passes from now on, in either direction. */
  goDark(): void {
    this.#dark = true;
    for (const { client, upstream } of this.#pairs) {
      client.unpipe();
      client.pause();
      upstream?.unpipe();
      upstream?.pause();
    }
  }

  /** Bytes pass again; `healing` says for each connection that was there what has become of it. */
  heal(healing: () => Healing): void {
    this.#dark = false;
    for (const pair of this.#pairs) {
      const { client, upstream } = pair;
      const fate = healing();
      pair.halfOpen = !upstream || fate !== 'whole' || client.destroyed || upstream.destroyed;
      if (!upstream || fate === 'server gone') upstream?.destroy();
      else if (fate === 'client gone') client.resetAndDestroy();
      else {
        client.pipe(upstream);
        upstream.pipe(client);
      }
    }
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    for (const { client, upstream } of this.#pairs) {
      client.destroy();
      upstream?.destroy();
    }
    await closed;
  }

  private accept(client: Socket): void {
    const pair: Pair = { client, upstream: undefined, halfOpen: false };
    this.#pairs.add(pair);
    client.on('error', () => undefined);
    // a connection that is made in the dark is accepted and never answered
    if (this.#dark) return void client.pause();
    const upstream = connect(this.#target, '127.0.0.1');
    pair.upstream = upstream;
    upstream.on('error', () => undefined);
    // with the light on, the end of one side is the end of the other
    const over = (other: Socket) => (): void => {
      if (!this.#dark && !pair.halfOpen) other.destroy();
      if (client.destroyed && upstream.destroyed) this.#pairs.delete(pair);
    };
    client.on('close', over(upstream));
    upstream.on('close', over(client));
    client.pipe(upstream);
    upstream.pipe(client);
  }
}
