import { type Browser, chromium, type Page } from 'playwright-core';

/** A warm browser that prints pages. */
export interface Printer {
  /** Process of the browser; others are its children. */
  print(html: string): Promise<Buffer>;
  stop(): Promise<void>;
}

/** Starts Debian's Chromium without a window. */
export async function startPrinter(): Promise<Printer> {
  const browser: Browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  const page: Page = await browser.newPage();
  return {
    async print(html) {
      await page.setContent(html, { waitUntil: 'load' });
      return page.pdf({ format: 'A4', tagged: true, outline: true, printBackground: true });
    },
    stop: () => browser.close(),
  };
}
