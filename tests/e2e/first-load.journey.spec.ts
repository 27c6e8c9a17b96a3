import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FIRST_LOAD_LIMIT } from '../../apps/session-kit/scripts/first-load.ts';
import { Line } from './line.ts';
import { Meeting, PHONE } from './meeting.ts';
import { Product } from './product.ts';

let product: Product;
let meeting: Meeting;

beforeAll(async () => {
  product = await Product.start();
  const steps = [
    { id: 'check-in', exercise: 'check_in' },
    { id: 'writing', exercise: 'silent_writing' },
  ] as const;
  meeting = await Meeting.open(product, await product.signedIn('procesbegeleider'), 'resident', steps);
  await meeting.go('check-in');
});
afterAll(() => product?.stop());

describe('the first load of a participant', () => {
  it('is small, compressed and kept by the browser, from the code to the first task; the map comes when it is asked for', async () => {
    const phone = await product.visitor(PHONE, { serviceWorkers: 'block' });
    const { page } = phone;
    const line = await Line.of(page);
    await page.goto(`/join/${meeting.code}`);
    await page.getByRole('button', { name: 'Meedoen' }).click();
    await page.getByLabel('Uw woord').fill('benieuwd');
    await page.getByRole('button', { name: 'Versturen' }).click();
    await page.getByText('Verstuurd', { exact: true }).waitFor();
    expect(line.scripts.length).toBeGreaterThan(5);
    expect(line.scripts.filter(({ encoding, caching }) => encoding !== 'br' || !caching.includes('immutable'))).toEqual(
      [],
    );
    expect(line.scriptBytes).toBeLessThanOrEqual(FIRST_LOAD_LIMIT);
    expect(await page.locator('.leaflet-container').count()).toBe(0);

    const before = line.scriptBytes;
    await meeting.go('writing');
    await page.getByRole('button', { name: 'Kaart openen' }).first().click();
    await page.locator('.leaflet-container').first().waitFor();
    expect(line.scriptBytes - before).toBeGreaterThan(30_000);
    await phone.leave();
  });

  it('is a page that is sent compressed', async () => {
    const answer = await fetch(`${product.url}/join/${meeting.code}`, { headers: { 'accept-encoding': 'gzip' } });
    expect([answer.headers.get('content-encoding'), answer.headers.get('vary')]).toEqual([
      'gzip',
      expect.stringContaining('accept-encoding'),
    ]);
    expect(await answer.text()).toContain('Wat doen we met wat u vertelt?');
    const plain = await fetch(`${product.url}/join/${meeting.code}`, { headers: { 'accept-encoding': 'identity' } });
    expect([plain.headers.get('content-encoding'), await plain.text()]).toEqual([
      null,
      expect.stringContaining('</html>'),
    ]);
  });
});
