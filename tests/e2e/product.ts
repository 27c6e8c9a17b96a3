import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { launch, type Launched } from '../../apps/launcher/src/launch.ts';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { browserEnvironment, pageClock } from './browser-clock.ts';
import { Wire } from './wire.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];
/** A machine that does something else beside it is slow, and nothing is wrong then. */
const PATIENCE_MS = 60_000;
/** A name that is no secure origin to the browser, as an address on the network of a community centre. */
export const PLAIN_HOST = 'buurthuis.test';

/** The whole product as `npm start` runs it, on a folder of its own, with a real browser. */
export class Product {
  readonly #launched: Launched;
  readonly #browser: Browser;
  readonly #folder: string;

  private constructor(launched: Launched, browser: Browser, folder: string) {
    this.#launched = launched;
    this.#browser = browser;
    this.#folder = folder;
  }

  static async start(port = 0): Promise<Product> {
    const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-journey-'));
    // what is shown must not depend on whether this machine reaches the internet
    process.env['BUURTBALANS_TILES'] ??= 'off';
    // a worker that is held may stand still for a while
    const launched = await launch({
      port,
      host: '127.0.0.1',
      dataDir: folder,
      fresh: false,
      demo: true,
      help: false,
      quiet: true,
      silentMs: 120_000,
    });
    const browser = await chromium.launch({
      executablePath: CHROMIUM,
      env: browserEnvironment(),
      args: [...FLAGS, `--host-resolver-rules=MAP ${PLAIN_HOST} 127.0.0.1`],
    });
    return new Product(launched, browser, folder);
  }

  get url(): string {
    return this.#launched.url;
  }

  get databaseUrl(): string {
    return this.#launched.databaseUrl;
  }

  /** A browser of somebody else: own cookies, own size, and whatever else is particular about it. */
  async visitor(
    size: { width: number; height: number } = { width: 1280, height: 900 },
    more: BrowserContextOptions = {},
  ): Promise<Visitor> {
    return new Visitor(await (await this.#context(size, more)).newPage());
  }

  /** A phone whose network can be cut. */
  async phone(size: { width: number; height: number }, more: BrowserContextOptions = {}): Promise<Phone> {
    const wire = await Wire.to(more.baseURL ?? this.url);
    return new Phone(await (await this.#context(size, { ...more, baseURL: wire.url })).newPage(), wire);
  }

  /** A browser whose owner blocks all cookies, as some managed phones do: it stores nothing whatsoever. */
  async withoutCookies(size: { width: number; height: number }): Promise<Visitor> {
    const profile = await mkdtemp(join(this.#folder, 'profile-'));
    await mkdir(join(profile, 'Default'));
    const BLOCKED = 2;
    await writeFile(
      join(profile, 'Default', 'Preferences'),
      JSON.stringify({ profile: { default_content_setting_values: { cookies: BLOCKED } } }),
    );
    const context = await chromium.launchPersistentContext(profile, {
      executablePath: CHROMIUM,
      args: FLAGS,
      baseURL: this.url,
      viewport: size,
      locale: 'nl-NL',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    return new Visitor(context.pages()[0] ?? (await context.newPage()));
  }

  /** A browser in which somebody of the demonstration has signed in. */
  async signedIn(name: string): Promise<Visitor> {
    const visitor = await this.visitor();
    await visitor.page.goto('/sign-in');
    await visitor.page.getByLabel('E-mailadres').fill(`${name}@voorbeeld.test`);
    await visitor.page.getByLabel('Wachtwoord').fill('buurtbalans-voorbeeld');
    await visitor.page.getByRole('button', { name: 'Aanmelden' }).click();
    await visitor.page.waitForURL((url) => url.pathname === '/');
    return visitor;
  }

  /** Kills the engine, which the launcher starts again. */
  killEngine(): Promise<void> {
    return this.#signal(join('engine', 'dist', 'main.js'), 'SIGKILL');
  }

  /** Lets the worker stand still, so that what waits for it goes on waiting; gives the function that lets it go on. */
  async holdWorker(): Promise<() => Promise<void>> {
    const script = join('worker', 'dist', 'main.js');
    await this.#signal(script, 'SIGSTOP');
    return () => this.#signal(script, 'SIGCONT');
  }

  async #context(viewport: { width: number; height: number }, more: BrowserContextOptions): Promise<BrowserContext> {
    const context = await this.#browser.newContext({
      baseURL: this.url,
      viewport,
      locale: 'nl-NL',
      acceptDownloads: true,
      ...more,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    if (pageClock) await context.addInitScript(pageClock);
    return context;
  }

  async #signal(script: string, signal: NodeJS.Signals): Promise<void> {
    for (const pid of this.#launched.pids()) {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      if (command.includes(script)) process.kill(pid, signal);
    }
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#launched.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Somebody with a browser. */
export class Visitor {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Goes to a page and waits until its script has taken over the forms. */
  async go(path: string): Promise<void> {
    await this.page.goto(path, { waitUntil: 'load' });
    await this.page.locator('html[data-ready]').waitFor({ state: 'attached' });
  }

  /** The page as it is has no violation that axe can see, and does not scroll sideways at 320 px. */
  async isAccessible(): Promise<void> {
    // half under a bar that stays in view, a button is smaller than it is
    await this.page.evaluate('scrollTo(0, 0)');
    const { violations } = await new AxeBuilder({ page: this.page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(
      violations.map(
        ({ id, nodes }) => `${this.page.url()} ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
      ),
    ).toEqual([]);
    const size = this.page.viewportSize()!;
    await this.page.setViewportSize({ width: 320, height: 800 });
    const overflow = await this.page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect([this.page.url(), overflow]).toEqual([this.page.url(), 0]);
    await this.page.setViewportSize(size);
  }

  /** A picture for the walkthrough, when one is asked for. */
  async picture(name: string): Promise<void> {
    const folder = process.env.WALKTHROUGH;
    if (folder) await this.page.screenshot({ path: join(folder, `${name}.png`), fullPage: false });
  }

  async leave(): Promise<void> {
    await this.page.context().close();
  }
}

/** Somebody with a phone, which may lose its network. */
export class Phone extends Visitor {
  readonly #wire: Wire;

  constructor(page: Page, wire: Wire) {
    super(page);
    this.#wire = wire;
  }

  /** Nothing goes out or comes in any more, and the browser is told so. */
  async goOffline(): Promise<void> {
    this.#wire.cut();
    await this.page.context().setOffline(true);
  }

  async goOnline(): Promise<void> {
    this.#wire.mend();
    await this.page.context().setOffline(false);
  }

  override async leave(): Promise<void> {
    await super.leave();
    await this.#wire.close();
  }
}
