import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Meeting, PHONE, tell } from './meeting.ts';
import { Product, type Visitor } from './product.ts';

let product: Product;
let facilitator: Visitor;

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
});
afterAll(() => product?.stop());

const STEPS = [{ id: 'writing', exercise: 'brainwriting' }] as const;
const arrived = async (meeting: Meeting): Promise<unknown> => (await meeting.shown())['room']!['arrived'];
/** Everything that the browser keeps, as one text. */
const kept = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');

/** A picture of what is said, when one is asked for: `LIVE_PICTURES=DIR`. */
async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env.LIVE_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `seat-${name}.png`), fullPage: true });
}

async function comeIn(meeting: Meeting, { page }: Visitor): Promise<void> {
  await page.goto(`/join/${meeting.code}`);
  await page.getByRole('button', { name: 'Meedoen' }).click();
  await page.waitForURL('**/participant/**');
  await page.getByText('Verbonden', { exact: true }).waitFor();
}

describe('one browser in a meeting', () => {
  it('[K44] is one participant by the way back, by the code and after closing the tab; [H8] and leaves nothing when it is handed over', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', STEPS);
    await meeting.go('writing');
    const phone = await product.visitor(PHONE);
    const { page } = phone;
    await comeIn(meeting, phone);
    await tell(phone, 'Mijn eigen woorden');
    await page.getByText('Verstuurd', { exact: true }).waitFor();
    await expect.poll(() => arrived(meeting)).toBe(1);

    await page.goBack();
    await page.getByText('U doet al mee').waitFor();
    await phone.isAccessible();
    await picture(phone, 'already');
    await page.getByRole('link', { name: 'Verder' }).click();
    await page.waitForURL('**/participant/**');
    const other = await page.context().newPage();
    await page.close();
    await other.goto(`/join/${meeting.code.slice(0, 4)}-${meeting.code.slice(4).toLowerCase()}`);
    await other.getByRole('link', { name: 'Verder' }).click();
    await other.getByText('Mijn eigen woorden').first().waitFor();
    expect(await arrived(meeting)).toBe(1);

    await other.getByRole('button', { name: 'Meer' }).click();
    await other.getByRole('button', { name: 'Stoppen of doorgeven' }).click();
    await other.getByText('Op dit toestel wissen we alles van u').waitFor();
    await picture({ ...phone, page: other } as Visitor, 'hand-over');
    await other.getByRole('button', { name: 'Alles wissen' }).click();
    await other.getByRole('button', { name: 'Meedoen' }).waitFor();
    expect(await kept(other)).not.toMatch(/Mijn eigen woorden|token|secret|session\.|unsent\.|draft\.|room\./);
    await expect.poll(() => arrived(meeting)).toBe(0);

    await other.getByRole('button', { name: 'Meedoen' }).click();
    await other.getByText('Verbonden', { exact: true }).waitFor();
    await expect.poll(() => arrived(meeting)).toBe(1);
    await other.getByRole('button', { name: 'Meer' }).click();
    await other.getByRole('button', { name: 'Wat ik schreef' }).click();
    expect(await other.getByRole('button', { name: /^Weghalen/ }).count()).toBe(0);
    await phone.leave();
  });

  it('[H9] keeps nothing once the meeting is over, and shows what it has', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', STEPS);
    await meeting.go('writing');
    const phone = await product.visitor(PHONE);
    await comeIn(meeting, phone);
    await tell(phone, 'Mijn eigen woorden');
    await phone.page.getByText('Verstuurd', { exact: true }).waitFor();
    await meeting.close();
    await phone.page.getByRole('heading', { name: 'De bijeenkomst is gesloten' }).waitFor();
    await expect.poll(() => kept(phone.page)).not.toMatch(/Mijn eigen woorden|token|session\.|unsent\.|draft\.|room\./);
    await picture(phone, 'over');
    await phone.leave();
  });
});

describe('[E242] [E244] the console', () => {
  it('makes a new code, takes it away, and puts out who wrote a card', async () => {
    const meeting = await Meeting.open(product, facilitator, 'resident', STEPS);
    await meeting.go('writing');
    const phone = await product.visitor(PHONE);
    await comeIn(meeting, phone);
    await tell(phone, 'Iets wat niet kan');
    await phone.page.getByText('Verstuurd', { exact: true }).waitFor();
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });

    const { page } = facilitator;
    await page.goto(meeting.path);
    const code = `${meeting.code.slice(0, 4)}-${meeting.code.slice(4, 9)}-${meeting.code.slice(9)}`;
    await page.getByText(code).first().waitFor();
    await picture(facilitator, 'console-code');
    await page.getByRole('button', { name: 'Nieuwe code maken' }).click();
    await picture(facilitator, 'console-renew');
    await page.getByRole('button', { name: 'Ja, nieuwe code' }).click();
    await page.getByText('De nieuwe code werkt nu.').waitFor();
    expect(await page.getByText(code).count()).toBe(0);
    await page.getByRole('button', { name: 'Code intrekken' }).click();
    await page.getByRole('button', { name: 'Ja, intrekken' }).click();
    await page.getByText('Er is geen code').waitFor();
    await facilitator.isAccessible();
    await picture(facilitator, 'console-no-code');

    await page.getByRole('button', { name: 'Schrijver uitsluiten van: Iets wat niet kan' }).first().click();
    await page.getByRole('dialog').getByText('U ziet niet wie het is').waitFor();
    await picture(facilitator, 'console-put-out');
    await page.getByRole('button', { name: 'Uitsluiten', exact: true }).click();
    await phone.page.getByRole('heading', { name: 'U kunt niet meer meedoen' }).waitFor();
    await picture(phone, 'put-out');
    await phone.leave();
  });
});
