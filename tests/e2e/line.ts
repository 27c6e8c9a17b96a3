import type { CDPSession, Page } from 'playwright-core';

interface Received {
  readonly requestId: string;
  readonly type: string;
  readonly response: { readonly url: string; readonly headers: Readonly<Record<string, string>> };
}

/** One file as it came over the line. */
export interface Transfer {
  readonly type: string;
  readonly path: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly caching: string;
}

/** The line between a page and the product: what comes over it, and how slow it is. A service worker would hide that. */
export class Line {
  readonly #cdp: CDPSession;
  readonly #received = new Map<string, Received>();
  readonly #transfers: Transfer[] = [];

  private constructor(cdp: CDPSession) {
    this.#cdp = cdp;
    cdp.on('Network.responseReceived', (event) => this.#received.set(event.requestId, event as Received));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const received = this.#received.get(requestId);
      if (!received) return;
      const { url, headers } = received.response;
      this.#transfers.push({
        type: received.type,
        path: new URL(url).pathname,
        bytes: encodedDataLength,
        encoding: headers['content-encoding'] ?? '',
        caching: headers['cache-control'] ?? '',
      });
    });
  }

  static async of(page: Page): Promise<Line> {
    const cdp = await page.context().newCDPSession(page);
    const line = new Line(cdp);
    await cdp.send('Network.enable');
    return line;
  }

  get scripts(): readonly Transfer[] {
    return this.#transfers.filter(({ type }) => type === 'Script');
  }

  /** Bytes of all script so far, compressed as it came, with its headers. */
  get scriptBytes(): number {
    return this.scripts.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** A slow phone on 3G: 1.6 Mbit/s down, 750 kbit/s up, 150 ms there and back, a processor four times as slow. */
  async slow(): Promise<void> {
    await this.#cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: 1.6e6 / 8,
      uploadThroughput: 750e3 / 8,
    });
    await this.#cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }
}
