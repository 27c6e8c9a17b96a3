import { randomUUID } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Meeting, PHONE, tell } from './meeting.ts';
import { FILL, hold, leave, STORE_FAULTS } from './phone-store.ts';
import { Product, type Visitor } from './product.ts';

const options = ['Meer licht', 'Een buurthuis'];
const STEPS = [
  { id: 'writing', exercise: 'silent_writing' },
  { id: 'dots', exercise: 'dots', options, items: 'options' },
  { id: 'order', exercise: 'priorities', options, items: 'options' },
  { id: 'word', exercise: 'check_in' },
] as const;
/** A page of the product that keeps nothing and asks nothing. */
const ELSEWHERE = '/favicon.svg';

let product: Product;
let facilitator: Visitor;

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
});
afterAll(() => product?.stop());

async function meetingAt(stepId: string): Promise<Meeting> {
  const meeting = await Meeting.open(product, facilitator, 'resident', STEPS);
  await meeting.go(stepId);
  return meeting;
}

/** A phone on which a script ran before the page's own; and the errors that nobody caught. */
async function phoneWith(fault: string): Promise<{ phone: Visitor; errors: string[] }> {
  const phone = await product.visitor(PHONE);
  await phone.page.addInitScript(fault);
  return { phone, errors: uncaught(phone.page) };
}

function uncaught(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  return errors;
}

async function comeIn(meeting: Meeting, { page }: Visitor): Promise<void> {
  await page.goto(`/join/${meeting.code}`);
  await page.getByRole('button', { name: 'Meedoen' }).click();
  await page.waitForURL('**/participant/**');
  await page.getByText('Verbonden', { exact: true }).waitFor();
}

/** An own card; the same text may also lie among what the room wrote. */
const card = (page: Page, text: string) => page.locator('li[id^="own-"]').filter({ hasText: text });
const says = (page: Page, text: string, words: string) => card(page, text).getByText(words, { exact: true }).waitFor();
const seats = async (meeting: Meeting): Promise<unknown> => (await meeting.shown())['room']!['arrived'];
const given = async (meeting: Meeting, stepId: string): Promise<unknown> =>
  (await meeting.shown())[`step:${stepId}`]?.['given'];
const keepsNothing = (page: Page) => page.getByRole('status').filter({ hasText: 'Dit toestel bewaart niets' });

/** Writes, gives dots and takes back, as in any meeting. */
async function takesPart(meeting: Meeting, phone: Visitor): Promise<void> {
  const { page } = phone;
  await tell(phone, 'Te weinig licht');
  await says(page, 'Te weinig licht', 'Verstuurd');
  await expect.poll(() => seats(meeting)).toBe(1);
  await tell(phone, 'Dit toch niet');
  await says(page, 'Dit toch niet', 'Verstuurd');
  await page.getByRole('button', { name: 'Weghalen: Dit toch niet' }).click();
  await card(page, 'Dit toch niet').waitFor({ state: 'detached' });
  await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
  await expect.poll(() => meeting.texts()).toEqual(['Te weinig licht']);
  await meeting.go('dots');
  await page.getByRole('button', { name: 'Stip bij: Meer licht' }).click();
  await page.getByText('Verstuurd', { exact: true }).waitFor();
  await expect.poll(() => given(meeting, 'dots')).toBe(1);
}

/** A picture of what is said, when one is asked for: `LIVE_PICTURES=DIR`. */
async function picture({ page }: Visitor, name: string): Promise<void> {
  const folder = process.env.LIVE_PICTURES;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `store-${name}.png`), fullPage: true });
}

describe('[K40] [K41] [K44] a phone that keeps nothing', () => {
  it.each(['forbidden', 'full'] as const)(
    'takes part where storing is %s, and is told so; joining again makes no other seat',
    async (fault) => {
      const meeting = await meetingAt('writing');
      const { phone, errors } = await phoneWith(STORE_FAULTS[fault]);
      const { page } = phone;
      await comeIn(meeting, phone);
      await keepsNothing(page).waitFor();
      await page.goBack();
      await page.getByText('U doet al mee').waitFor();
      await page.getByRole('link', { name: 'Verder' }).click();
      await page.waitForURL('**/participant/**');
      await takesPart(meeting, phone);
      await phone.isAccessible();
      await picture(phone, fault);
      expect([await seats(meeting), errors]).toEqual([1, []]);
      await phone.leave();
    },
  );

  it('takes part where all cookies are blocked, in the language of its owner', async () => {
    const meeting = await meetingAt('writing');
    const phone = await product.withoutCookies(PHONE);
    const { page } = phone;
    const errors = uncaught(page);
    await phone.go(`/join/${meeting.code}`);
    await page.getByRole('button', { name: 'Türkçe' }).click();
    await page.getByRole('button', { name: 'Katıl', exact: true }).click();
    await page.waitForURL('**/participant/**');
    await page.getByText('Bu cihaz hiçbir şey saklamıyor').waitFor();
    await picture(phone, 'turkish');
    await page.getByRole('button', { name: 'Daha fazla' }).click();
    await page.getByRole('button', { name: 'Nederlands' }).click();
    await keepsNothing(page).waitFor();
    expect(
      await page.evaluate(
        '(() => { try { return localStorage.length; } catch ({ name }) { return [name, document.cookie, document.documentElement.lang]; } })()',
      ),
    ).toEqual(['SecurityError', '', 'nl']);
    await takesPart(meeting, phone);
    await picture(phone, 'no-cookies');
    expect(errors).toEqual([]);
    // a page that is read again cannot know, and does not say that nobody took part
    await page.reload();
    await page.getByText('Deed u al mee?').waitFor();
    expect(await page.getByText('U doet nog niet mee').count()).toBe(0);
    await picture(phone, 'forgotten');
    await phone.leave();
  });

  it('says so from the moment that its storage is full, and no longer once there is room', async () => {
    const meeting = await meetingAt('writing');
    const phone = await product.visitor(PHONE);
    const { page } = phone;
    await comeIn(meeting, phone);
    await tell(phone, 'Voor het vol was');
    await says(page, 'Voor het vol was', 'Verstuurd');
    expect(await keepsNothing(page).count()).toBe(0);
    await page.evaluate(FILL);
    await page.route('**/commands', (route) => route.abort());
    await tell(phone, 'Daarna');
    await keepsNothing(page).waitFor();
    await card(page, 'Daarna').getByText('Laat deze pagina open').waitFor();
    expect(await page.getByText('Het is bewaard op dit toestel').count()).toBe(0);
    await picture(phone, 'full-and-cut');
    await page.unroute('**/commands');
    await says(page, 'Daarna', 'Verstuurd');
    await page.evaluate(
      "for (const key of Object.keys(localStorage)) if (key.startsWith('filling.')) localStorage.removeItem(key)",
    );
    await tell(phone, 'En weer');
    await keepsNothing(page).waitFor({ state: 'detached' });
    await page.reload();
    for (const text of ['Voor het vol was', 'Daarna', 'En weer']) await says(page, text, 'Verstuurd');
    expect(await seats(meeting)).toBe(1);
    await phone.leave();
  });
});

describe("[K40] a phone whose database is in somebody else's hands", () => {
  it.each([
    { version: 1, whose: 'an older' },
    { version: 99, whose: 'a newer' },
  ])('sends at once while a tab of $whose page holds it', async ({ version }) => {
    const meeting = await meetingAt('writing');
    const phone = await product.visitor(PHONE);
    const other = await phone.page.context().newPage();
    await other.goto(ELSEWHERE);
    await other.evaluate(hold(version));
    await phone.page.bringToFront();
    await comeIn(meeting, phone);
    await takesPart(meeting, phone);
    expect(await keepsNothing(phone.page).count()).toBe(0);
    await phone.leave();
  });

  it('[K43] sends at once while it never answers, and after a reload what was on its way: a card, dots, an order and a word', async () => {
    const meeting = await meetingAt('writing');
    const { phone, errors } = await phoneWith(STORE_FAULTS.silent);
    const { page } = phone;
    await comeIn(meeting, phone);
    await tell(phone, 'Meteen');
    await says(page, 'Meteen', 'Verstuurd');
    expect(await seats(meeting)).toBe(1);
    const acts: readonly {
      readonly stepId: string;
      readonly expected: number;
      readonly act: () => Promise<unknown>;
    }[] = [
      { stepId: 'writing', expected: 2, act: () => tell(phone, 'Onderweg') },
      { stepId: 'dots', expected: 1, act: () => page.getByRole('button', { name: 'Stip bij: Een buurthuis' }).click() },
      { stepId: 'order', expected: 1, act: () => page.getByRole('button', { name: 'Kiezen: Meer licht' }).click() },
      {
        stepId: 'word',
        expected: 1,
        act: async () => {
          await page.getByLabel('Uw woord').fill('benieuwd');
          await page.getByRole('button', { name: 'Versturen' }).click();
        },
      },
    ];
    for (const { stepId, expected, act } of acts) {
      if (stepId !== 'writing') await meeting.go(stepId);
      // on its way, and there it stays
      let held = 0;
      await page.route('**/commands', () => void (held += 1));
      await act();
      await expect.poll(() => held).toBe(1);
      await page.unroute('**/commands');
      await page.reload();
      await expect.poll(async () => [stepId, await given(meeting, stepId)]).toEqual([stepId, expected]);
      await page.getByText('Verstuurd', { exact: true }).first().waitFor();
    }
    expect([(await meeting.shown())['said:word:benieuwd'], await seats(meeting), errors]).toEqual([
      expect.objectContaining({ count: 1 }),
      1,
      [],
    ]);
    await phone.leave();
  });

  it('[K43] sends what the page before this one left there, also while a tab of it is still open', async () => {
    const meeting = await meetingAt('writing');
    const phone = await product.visitor(PHONE);
    const { page } = phone;
    await comeIn(meeting, phone);
    const other = await page.context().newPage();
    await other.goto(ELSEWHERE);
    await other.evaluate(hold(2));
    const text = 'Van voor de nieuwe versie';
    await other.evaluate(
      leave(meeting.sessionId, [
        {
          commandId: randomUUID(),
          command: {
            type: 'AddCard',
            cardId: randomUUID(),
            stepId: 'writing',
            kind: 'signal',
            theme: 'youth',
            text,
            language: 'nl',
          },
        },
        {
          commandId: randomUUID(),
          command: { type: 'ParkNote', noteId: randomUUID(), text: 'Later bespreken', language: 'nl' },
        },
      ]),
    );
    await other.evaluate(leave('another session', [{ commandId: randomUUID(), command: { type: 'Arrive' } }]));
    await page.reload();
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
    await expect.poll(() => meeting.texts()).toEqual([text]);
    await expect
      .poll(async () => Object.values(await meeting.shown()).some((entry) => entry['text'] === 'Later bespreken'))
      .toBe(true);
    // it is not sent a second time, and what belongs to another session waits for that
    await expect
      .poll(() =>
        other.evaluate(
          "new Promise((resolve) => (globalThis.held.transaction('outbox').objectStore('outbox').getAll().onsuccess = ({ target }) => resolve(target.result.map(({ sessionId }) => sessionId))))",
        ),
      )
      .toEqual(['another session']);
    expect(await page.evaluate(`localStorage.getItem('unsent.${meeting.sessionId}')`)).toBeNull();
    await phone.leave();
  });
});

it('[K42] is not told that it is connected while nothing can be sent', async () => {
  const meeting = await meetingAt('writing');
  const phone = await product.visitor(PHONE);
  const { page } = phone;
  await comeIn(meeting, phone);
  await page.route('**/commands', (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'SERVER.UNAVAILABLE', status: 503, title: '', detail: '', details: {} }),
    }),
  );
  await tell(phone, 'Wacht nog even');
  await says(page, 'Wacht nog even', 'Wacht op verbinding');
  // the stream is there all the while
  await page.getByText('Verbinding maken …', { exact: true }).waitFor();
  expect(await page.getByText('Verbonden', { exact: true }).count()).toBe(0);
  await page.unroute('**/commands');
  await says(page, 'Wacht nog even', 'Verstuurd');
  await page.getByText('Verbonden', { exact: true }).waitFor();
  await phone.leave();
});
