import { dayIn } from '@buurtbalans/testing/drivers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asOwner } from '../faults/as-owner.ts';
import { Product, type Visitor } from './product.ts';

let product: Product;
let facilitator: Visitor;
let reader: Visitor;
/** Address of the trajectory, and of what was shared. */
let base: string;
let address: string;

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
  reader = await product.visitor({ width: 320, height: 800 });
});
afterAll(() => product?.stop());

describe('a document that everybody with the link can read', () => {
  it('the facilitator asks for both editions, and publishes them at an address', async () => {
    const { page } = facilitator;
    await facilitator.go('/trajectories');
    await page.getByRole('link', { name: 'Osdorp-Midden' }).first().click();
    await page.waitForURL(/\/trajectories\/[0-9a-f-]{36}$/);
    base = new URL(page.url()).pathname;
    await facilitator.go(`${base}/sharing`);
    await page.getByText('Er is nog geen document om te delen').waitFor();
    await facilitator.isAccessible();
    await facilitator.go(`${base}/reports`);
    const ask = page.getByRole('form', { name: 'Document aanvragen' });
    for (const format of ['html', 'pdf']) {
      await ask.getByLabel('Welk document').selectOption({ label: 'Gedeeld beeld' });
      await ask.locator('select').nth(1).selectOption(format);
      await ask.getByRole('button').click();
      await page
        .getByRole('link', { name: format === 'pdf' ? /Gedeeld beeld downloaden/ : /Gedeeld beeld openen/ })
        .first()
        .waitFor({ timeout: 30_000 });
    }
    await facilitator.go(`${base}/sharing`);
    await page.getByText('De PDF van dezelfde versie staat erbij').waitFor();
    await page.getByRole('button', { name: 'Maak openbare link' }).click();
    const link = page.getByRole('link', { name: 'Bekijk wat bezoekers zien' });
    await link.waitFor();
    address = (await link.getAttribute('href'))!;
    expect(address).toMatch(/^\/shared\/[\w-]{43}$/);
    await facilitator.isAccessible();
    await facilitator.picture('sharing-1-facilitator');
  });

  it('anybody reads it on a phone without an account, and nothing comes from elsewhere', async () => {
    const { page } = reader;
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).origin));
    const answer = await page.goto(address);
    const headers = answer!.headers();
    expect([
      headers['referrer-policy'],
      headers['x-robots-tag'],
      headers['content-security-policy']!.startsWith("default-src 'none'"),
    ]).toEqual(['no-referrer', 'noindex, nofollow', true]);
    await page.getByRole('heading', { level: 1, name: /Gedeeld beeld/ }).waitFor();
    await page.getByText('De binnentuin verbindt').first().waitFor();
    await reader.isAccessible();
    await reader.picture('sharing-2-reader');
    expect(new Set(asked)).toEqual(new Set([product.url]));
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    for (const [as, type, begins] of [
      ['pdf', 'application/pdf', '%PDF'],
      ['xlsx', 'application/vnd.openxmlformats', 'PK'],
      ['geojson', 'application/geo+json', '{"type":"FeatureCollection"'],
    ] as const) {
      const file = await page.request.get(`${address}?as=${as}`);
      expect(file.headers()['content-type']).toContain(type);
      expect((await file.body()).toString('latin1').startsWith(begins)).toBe(true);
    }
  });

  it('once withdrawn it serves nothing, and says so in both languages', async () => {
    const { page } = facilitator;
    await page.getByRole('button', { name: 'Trek link in' }).click();
    await page.getByText(/^Ingetrokken op/).waitFor();
    await facilitator.isAccessible();
    for (const as of ['', '?as=pdf', '?as=xlsx', '?as=geojson'])
      expect((await reader.page.goto(address + as))!.status()).toBe(410);
    await reader.page.goto(address);
    await reader.page.getByRole('heading', { name: 'Dit document wordt niet meer gedeeld' }).waitFor();
    await reader.page.getByRole('heading', { name: 'This document is no longer shared' }).waitFor();
    await reader.isAccessible();
    await reader.picture('sharing-3-withdrawn');
    expect((await reader.page.goto(`/shared/${'a'.repeat(43)}`))!.status()).toBe(404);
  });
});

describe('a document that is shared with organisations', () => {
  const REACTION = 'Wij zien ’s avonds juist minder onrust dan vorig jaar.';
  let own: string;

  it('the facilitator names readers and a day, and each gets a link of their own', async () => {
    const { page } = facilitator;
    await facilitator.go(`${base}/sharing`);
    const form = page.getByRole('form', { name: 'Delen met belanghebbenden' });
    await form.getByLabel('Reageren kan tot en met').fill(dayIn(10));
    await form.getByRole('button', { name: 'Nog een ontvanger' }).click();
    for (const number of [1, 2]) {
      const one = form.getByRole('group', { name: `Ontvanger ${number}` });
      await one.getByLabel('Organisatie').selectOption({ index: number });
      await one.getByLabel('E-mailadres').fill(`lezer${number}@example.nl`);
    }
    await facilitator.isAccessible();
    await facilitator.picture('sharing-4-readers');
    await form.getByRole('button', { name: 'Versturen' }).click();
    await page.getByText(/^Gedeeld met .*Reageren kan tot en met/).waitFor();
    // no mail goes out here: the links wait for it
    const rows = await asOwner<{ token: string }>(
      product.databaseUrl,
      'select token from report_reader order by address',
    );
    expect(rows).toHaveLength(2);
    own = `/shared/${rows[0]!.token}`;
  });

  it('a reader reacts to a part on a phone, is warned about a person, and takes it back', async () => {
    const { page } = reader;
    await page.goto(own);
    await page.getByRole('link', { name: 'Reageer op dit document' }).click();
    await page.getByRole('heading', { level: 1, name: 'Reageren: Gedeeld beeld' }).waitFor();
    await reader.isAccessible();
    const part = page.locator('section.part').filter({ hasText: 'Professionals en bewoners noemen' }).first();
    await part.getByText('Reageer op dit onderdeel').click();
    await part.getByLabel('Uw reactie').fill('Meneer Jansen van nr. 12 veroorzaakt dit.');
    await part.getByRole('button', { name: 'Versturen' }).click();
    await part.getByLabel('Dit gaat niet over een persoon, toch versturen').waitFor();
    expect(await part.getByLabel('Uw reactie').inputValue()).toBe('Meneer Jansen van nr. 12 veroorzaakt dit.');
    await reader.isAccessible();
    await part.getByLabel('Uw reactie').fill(REACTION);
    await part.getByRole('button', { name: 'Versturen' }).click();
    await part.getByText(REACTION).waitFor();
    await page.getByText('Uw reactie is verstuurd.').waitFor();
    await reader.isAccessible();
    await reader.picture('sharing-5-reaction');
  });

  it('the facilitator reads it under the organisation, and records it as dissent', async () => {
    const { page } = facilitator;
    await facilitator.go(`${base}/sharing`);
    await page.getByText(REACTION).waitFor();
    await facilitator.isAccessible();
    await facilitator.picture('sharing-6-received');
    await page.getByRole('button', { name: 'Opnemen als afwijkende mening' }).click();
    await page.getByText(/^Afgehandeld op/).waitFor();
    const [{ count } = { count: 0 }] = await asOwner<{ count: number }>(
      product.databaseUrl,
      `select count(*)::int as count from trajectory_content where body like '%juist minder onrust%'`,
    );
    expect(count).toBe(1);
    await reader.page.getByRole('button', { name: 'Intrekken' }).click();
    await reader.page.getByText('Uw reactie is ingetrokken.').waitFor();
  });
});
