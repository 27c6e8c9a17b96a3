import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import type { RoomView } from '@buurtbalans/domain';
import type { Locator, Page } from 'playwright-core';
import { afterEach, expect } from 'vitest';
import { smallTexts } from './in-page.mjs';
import type { Product, Visitor } from './product.ts';

/** Smallest text on a projector that can be read from ten metres, in pixels. */
const READABLE = 32;

/** Sizes of the phones in the room: two old ones, a usual one, and a laptop. */
const PHONES = [
  { width: 320, height: 640 },
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
] as const;

/** One session with all its screens: console, projector and the phones of whoever joined. */
export class LiveRoom {
  readonly product: Product;
  readonly console: Visitor;
  readonly projector: Visitor;
  readonly phones: Visitor[] = [];
  /** Path of the console. */
  readonly path: string;
  code = '';

  private constructor(product: Product, console: Visitor, projector: Visitor, path: string) {
    this.product = product;
    this.console = console;
    this.projector = projector;
    this.path = path;
  }

  /** Opens console and projector of a session that is planned, each in a browser of its own. */
  static async of(product: Product, console: Visitor, path: string): Promise<LiveRoom> {
    const projector = await product.signedIn('procesbegeleider');
    await projector.page.setViewportSize({ width: 1920, height: 1080 });
    const room = new LiveRoom(product, console, projector, path);
    await Promise.all([console.go(path), projector.go(`${path}/screen`)]);
    const code = console.page.locator('.code');
    await code.waitFor();
    room.code = (await code.textContent())!.trim();
    return room;
  }

  /** Somebody joins by the code; a professional for an organisation. */
  async join(organisation?: string): Promise<Visitor> {
    const phone = await this.product.visitor(PHONES[this.phones.length % PHONES.length]);
    const { page } = phone;
    await phone.go(`/join/${this.code}`);
    if (organisation) await page.getByLabel('Voor welke organisatie doet u mee?').selectOption({ label: organisation });
    await page.getByRole('button', { name: 'Meedoen' }).click();
    await page.waitForURL(/\/participant\//);
    await page.locator('#task').waitFor();
    this.phones.push(phone);
    return phone;
  }

  /** Presses the large button, and waits until every screen is at that step. */
  async next(step: string, task: string): Promise<void> {
    await this.console.page.getByRole('button', { name: new RegExp(`^(Begin|Volgende): ${step}$`) }).click();
    await this.isAt(step, task);
  }

  /** Every screen is at this step, called so on the console, and on the phones by its task. */
  async isAt(step: string, task: string): Promise<void> {
    await this.console.page.locator('h2#step', { hasText: step }).waitFor();
    await this.projector.page.locator('.step', { hasText: `· ${step}` }).waitFor();
    await Promise.all(this.phones.map(({ page }) => page.locator('h1#task', { hasText: task }).waitFor()));
  }

  async reveal(): Promise<void> {
    await this.console.page
      .getByRole('region', { name: 'Bediening' })
      .getByRole('button', { name: 'Onthul', exact: true })
      .click();
    await this.console.page
      .getByRole('region', { name: 'Bediening' })
      .getByRole('button', { name: 'Verberg', exact: true })
      .waitFor();
  }

  /** Each of these screens comes to show the text. */
  async shows(text: string | RegExp, screens: readonly Visitor[] = this.all): Promise<void> {
    await Promise.all(screens.map(({ page }) => page.locator('main').getByText(text).first().waitFor()));
  }

  /** None of these screens has the text, not even where nobody looks. */
  async hides(text: string, screens: readonly Visitor[] = this.all): Promise<void> {
    for (const { page } of screens)
      expect([page.url(), (await page.locator('main').textContent())!.includes(text)]).toEqual([page.url(), false]);
  }

  get all(): Visitor[] {
    return [this.console, this.projector, ...this.phones];
  }

  /** Nothing is wrong that axe can see, on console, projector and one phone; and the projector can be read from afar. */
  async isAccessible(phone: Visitor = this.phones[0]!): Promise<void> {
    await this.console.isAccessible();
    await phone.isAccessible();
    await this.isReadable();
  }

  /** The projector: large text, the code in its corner, nobody's name, nothing to press and nothing that axe can see. */
  async isReadable(): Promise<void> {
    const { page } = this.projector;
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze();
    expect(
      violations.map(({ id, nodes }) => `projector ${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);
    expect(await page.evaluate(smallTexts, READABLE)).toEqual([]);
    expect(await page.getByRole('button').or(page.getByRole('link')).or(page.getByRole('textbox')).count()).toBe(0);
    await this.hides('(voorbeeld)', [this.projector]);
    const corner = (await page.getByRole('complementary').boundingBox())!;
    expect(await page.getByRole('complementary').textContent()).toContain(this.code);
    expect([corner.x + corner.width > 1700, corner.y + corner.height > 980, corner.y + corner.height <= 1080]).toEqual([
      true,
      true,
      true,
    ]);
  }

  /** Pictures of the three kinds of screens, when they are asked for: `LIVE_PICTURES=DIR`. */
  async pictures(name: string, phone: Visitor = this.phones[0] ?? this.console): Promise<void> {
    const folder = process.env.LIVE_PICTURES;
    if (!folder) return;
    await mkdir(folder, { recursive: true });
    // what has just come in is drawn in the next frame
    await this.projector.page.waitForTimeout(300);
    await Promise.all([
      this.console.page.screenshot({ path: join(folder, `${name}-console.png`), fullPage: true }),
      this.projector.page.screenshot({ path: join(folder, `${name}-projector.png`) }),
      phone.page.screenshot({ path: join(folder, `${name}-phone.png`), fullPage: true }),
    ]);
  }

  async leave(): Promise<void> {
    await Promise.all([this.projector, ...this.phones].map((visitor) => visitor.leave()));
  }
}

/** After a test that failed: pictures of all screens of the room, when pictures are asked for. */
export function picturesOfFailures(room: () => LiveRoom | undefined): void {
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await room()?.pictures(`failed-${task.name.slice(0, 20).replaceAll(' ', '-')}`);
  });
}

/** An item in a list on a phone, by its text. */
export const item = (page: Page, text: string): Locator => page.getByRole('listitem').filter({ hasText: text });

/** Writes a card on a phone. */
export async function writeCard(
  { page }: Visitor,
  kind: string,
  theme: string,
  text: string,
  place = 1,
): Promise<void> {
  const form = page.getByRole('form', { name: 'Iets vertellen' });
  await form.getByRole('radio', { name: new RegExp(kind) }).check();
  await form.getByLabel('Onderwerp').selectOption({ label: theme });
  await form.getByLabel('Uw verhaal').fill(text);
  await form.getByLabel('Plek', { exact: true }).selectOption({ index: place });
  await form.getByRole('button', { name: 'Versturen', exact: true }).click();
}

/** Sends a command with the token of a phone, past its screen: what somebody could do who writes programs. */
export async function sendPast(
  { page }: Visitor,
  make: (room: RoomView) => unknown,
): Promise<{ status: number; code: string | undefined }> {
  const sessionId = new URL(page.url()).pathname.split('/').at(-1)!;
  const { token } = JSON.parse(await page.evaluate(`localStorage.getItem('session.${sessionId}')`)) as {
    token: string;
  };
  const api = `${new URL(page.url()).origin}/api/v1/sessions/${sessionId}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const read = await fetch(`${api}/live?after=-1&audience=participant`, { headers });
  const { set } = (await read.json()) as { set: { room: RoomView } };
  const answer = await fetch(`${api}/commands`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ commandId: crypto.randomUUID(), command: make(set.room) }),
  });
  const { code } = (await answer.json()) as { code?: string };
  return { status: answer.status, code };
}
