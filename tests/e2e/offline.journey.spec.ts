import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Meeting, PHONE, tell } from './meeting.ts';
import { PLAIN_HOST, Product, type Visitor } from './product.ts';

let product: Product;
let facilitator: Visitor;

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
});
afterAll(() => product?.stop());

/** A session of residents in which people write, and see at once what others wrote. */
async function writing(): Promise<Meeting> {
  const meeting = await Meeting.open(product, facilitator, 'resident', [
    { id: 'writing', exercise: 'silent_writing' },
    { id: 'next', exercise: 'brainwriting' },
    { id: 'check-in', exercise: 'check_in' },
  ]);
  await meeting.go('writing');
  return meeting;
}

const own = (page: Page, text: string) => page.getByRole('listitem').filter({ hasText: text });
const says = (page: Page, text: string, words: string | RegExp) => own(page, text).getByText(words).first().waitFor();
const isKept = (page: Page) =>
  expect.poll(() => page.evaluate('caches.match(location.pathname).then(Boolean)')).toBe(true);

describe('a phone on bad Wi-Fi', () => {
  it('keeps what is written without a network through a reload, and sends it once and in order', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    await isKept(page);
    await phone.goOffline();
    await page.getByText('U bent niet verbonden').waitFor();
    await tell(phone, 'Eerst dit');
    await says(page, 'Eerst dit', /Wordt verstuurd|Wacht op verbinding/);
    await tell(phone, 'Dan dat');
    await says(page, 'Dan dat', 'Wacht op verbinding');
    await phone.isAccessible();
    await page.getByLabel('Uw verhaal').fill('Nog niet af');
    await page.reload();
    await page.getByText('Even geen verbinding').waitFor();
    expect(await page.getByLabel('Uw verhaal').inputValue()).toBe('Nog niet af');
    await says(page, 'Eerst dit', 'Wacht op verbinding');
    await says(page, 'Dan dat', 'Wacht op verbinding');
    expect(await meeting.texts()).toEqual([]);

    await phone.goOnline();
    await says(page, 'Eerst dit', 'Verstuurd');
    await says(page, 'Dan dat', 'Verstuurd');
    await page.getByText('Verbonden', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Versturen', exact: true }).click();
    await says(page, 'Nog niet af', 'Verstuurd');
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
    expect(await meeting.texts()).toEqual(['Eerst dit', 'Dan dat', 'Nog niet af']);
    await phone.leave();
  });

  it('opens the session again when the installed app starts without a network', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    await isKept(page);
    await phone.goOffline();
    const app = await page.context().newPage();
    await app.goto('/join');
    await app.waitForURL(`**/participant/${meeting.sessionId}`);
    await app.getByText('Even geen verbinding').waitFor();
    // nothing of what others wrote, and nothing else of the API, was kept by the service worker
    const kept = (await page.evaluate(
      "caches.open('participant').then((cache) => cache.keys()).then((keys) => keys.map(({ url }) => new URL(url).pathname))",
    )) as string[];
    expect(kept.filter((path) => !/^\/(participant|_app\/immutable)\//.test(path))).toEqual([]);
    await phone.leave();
  });

  it('can be installed, and leaves nothing of an older version behind', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    await isKept(page);
    const cdp = await page.context().newCDPSession(page);
    const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
    // each phone of a test is a private window, and from those nothing is ever installed
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([]);
    const { errors, data } = await cdp.send('Page.getAppManifest');
    expect([errors, JSON.parse(data!)]).toEqual([
      [],
      expect.objectContaining({ lang: 'nl', start_url: '/join', display: 'standalone' }),
    ]);
    const kept = (): Promise<unknown> => page.evaluate("caches.match('/_app/immutable/older.js').then(Boolean)");
    await page.evaluate(
      "caches.open('participant').then((cache) => cache.put('/_app/immutable/older.js', new Response('')))",
    );
    expect(await kept()).toBe(true);
    await page.reload();
    await expect.poll(kept).toBe(false);
    await phone.goOffline();
    await page.reload();
    await page.getByLabel('Uw verhaal').waitFor();
    await phone.leave();
  });

  it('shows in two tabs what one of them wrote, and sends it once', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    await isKept(page);
    await phone.goOffline();
    await tell(phone, 'Van één mens');
    await says(page, 'Van één mens', 'Wacht op verbinding');
    const second = await page.context().newPage();
    await second.goto(page.url());
    // without a network a new tab knows no step: the room is kept for the tab that saw it
    await second.getByRole('button', { name: 'Meer', exact: true }).click();
    await second.getByRole('button', { name: 'Wat ik schreef' }).click();
    await says(second, 'Van één mens', 'Wacht op verbinding');
    await phone.goOnline();
    for (const tab of [page, second]) await says(tab, 'Van één mens', 'Verstuurd');
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
    expect(await meeting.texts()).toEqual(['Van één mens']);
    await phone.leave();
  });

  it('is told that what it wrote before a step was over came late, and that it was let in', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    await phone.goOffline();
    await tell(phone, 'Nog net voor de volgende stap');
    await says(page, 'Nog net', 'Wacht op verbinding');
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
    await meeting.go('next');
    await phone.goOnline();
    await page.getByRole('heading', { name: 'Schrijf en vul aan' }).waitFor();
    await page.getByRole('button', { name: 'Meer', exact: true }).click();
    await page.getByRole('button', { name: 'Wat ik schreef' }).click();
    await says(page, 'Nog net', 'Kwam na de stap binnen');
    await facilitator.go(meeting.path);
    await facilitator.page.getByRole('button', { name: 'Toelaten: Nog net voor de volgende stap' }).click();
    await says(page, 'Nog net', 'Verstuurd');
    expect(await meeting.texts()).toEqual(['Nog net voor de volgende stap']);
    await phone.leave();
  });

  it('catches up after it slept, whatever happened to its line meanwhile', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Page.setWebLifecycleState', { state: 'frozen' });
    await phone.goOffline();
    await meeting.go('check-in');
    await phone.goOnline();
    await cdp.send('Page.setWebLifecycleState', { state: 'active' });
    await page.getByLabel('Uw woord').waitFor();
    await page.getByText('Verbonden', { exact: true }).waitFor();
    await phone.leave();
  });

  it('goes on by asking where a proxy holds the stream back', async () => {
    const meeting = await writing();
    const phone = await product.visitor(PHONE, { serviceWorkers: 'block' });
    const { page } = phone;
    let held = 0;
    await page.route('**/stream?**', () => void (held += 1));
    await page.goto(`/join/${meeting.code}`);
    await page.getByRole('button', { name: 'Meedoen' }).click();
    await page.getByText('Verbonden', { exact: true }).waitFor();
    await tell(phone, 'Langs de proxy');
    await says(page, 'Langs de proxy', 'Verstuurd');
    await meeting.go('check-in');
    await page.getByLabel('Uw woord').waitFor();
    expect(held).toBeGreaterThan(0);
    await phone.leave();
  });

  it('works over plain HTTP, where a browser keeps no page', async () => {
    const meeting = await writing();
    const phone = await product.phone(PHONE, { baseURL: product.url.replace('localhost', PLAIN_HOST) });
    const { page } = phone;
    const errors: string[] = [];
    page.on('pageerror', ({ message }) => errors.push(message));
    await page.goto(`/join/${meeting.code}`);
    await page.getByRole('button', { name: 'Meedoen' }).click();
    await page.getByText('Verbonden', { exact: true }).waitFor();
    expect(await page.evaluate("[isSecureContext, 'serviceWorker' in navigator]")).toEqual([false, false]);
    await phone.goOffline();
    await tell(phone, 'In het buurthuis');
    await says(page, 'In het buurthuis', 'Wacht op verbinding');
    await phone.goOnline();
    await says(page, 'In het buurthuis', 'Verstuurd');
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
    expect([await meeting.texts(), errors]).toEqual([['In het buurthuis'], []]);
    await phone.leave();
  });
});

describe('an engine that is killed', () => {
  it('loses nothing that was acknowledged; each screen says so and recovers by itself', async () => {
    const meeting = await writing();
    const phone = await meeting.join();
    const { page } = phone;
    const projector = await product.signedIn('procesbegeleider');
    await projector.go(`${meeting.path}/screen`);
    await facilitator.go(meeting.path);
    await tell(phone, 'Voor de storing');
    await says(page, 'Voor de storing', 'Verstuurd');

    const killing = setInterval(() => void product.killEngine(), 50);
    await projector.page.getByText('Even wachten', { exact: true }).waitFor();
    await facilitator.page.getByText('Even geen verbinding').first().waitFor();
    await page.getByText('Even geen verbinding').first().waitFor();
    await tell(phone, 'Tijdens de storing');
    await says(page, 'Tijdens de storing', 'Wacht op verbinding');
    await projector.page.reload();
    await projector.page.getByText('Even wachten', { exact: true }).waitFor();
    await page.reload();
    await says(page, 'Tijdens de storing', 'Wacht op verbinding');
    clearInterval(killing);

    await says(page, 'Tijdens de storing', 'Verstuurd');
    await page.getByText('Verbonden', { exact: true }).waitFor();
    await facilitator.page.getByText('Verbonden', { exact: true }).waitFor();
    await projector.page.getByText('Even wachten', { exact: true }).waitFor({ state: 'detached' });
    await projector.page.getByRole('heading', { name: 'Waar is het fijn en waar niet?' }).waitFor();
    await meeting.do({ type: 'Reveal', stepId: 'writing', on: true });
    expect(await meeting.texts()).toEqual(['Voor de storing', 'Tijdens de storing']);
    for (const visitor of [phone, projector]) await visitor.leave();
  });
});
