import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** The network between a phone and the product, on loopback. Cut, it lets no byte through, whatever the browser believes of itself. */
export class Wire {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #url: URL;
  #isCut = false;

  private constructor(target: URL) {
    this.#url = new URL(target);
    this.#server = createServer((phone) => {
      this.#hold(phone);
      if (this.#isCut) return void phone.destroy();
      const product = connect(Number(target.port), '127.0.0.1');
      this.#hold(product);
      phone.on('close', () => product.destroy());
      product.on('close', () => phone.destroy());
      phone.pipe(product).pipe(phone);
    });
  }

  static async to(target: string): Promise<Wire> {
    const wire = new Wire(new URL(target));
    wire.#server.listen(0, '127.0.0.1');
    await once(wire.#server, 'listening');
    wire.#url.port = String((wire.#server.address() as AddressInfo).port);
    return wire;
  }

  /** Address of the product at the phone's end. */
  get url(): string {
    return this.#url.origin;
  }

  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) socket.destroy();
  }

  mend(): void {
    this.#isCut = false;
  }

  async close(): Promise<void> {
    this.cut();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #hold(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.#sockets.delete(socket));
  }
}
