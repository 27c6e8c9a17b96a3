import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TileServer } from '../../apps/session-kit/src/lib/server/tiles/tile-server.testing.ts';
import { Meeting, PHONE } from './meeting.ts';
import { Product } from './product.ts';

let product: Product;
let squares: TileServer;
let meeting: Meeting;

beforeAll(async () => {
  squares = await TileServer.start();
  process.env['BUURTBALANS_TILES'] = squares.url;
  process.env['BUURTBALANS_TILES_CREDIT'] = '© Kaart van ons';
  product = await Product.start();
  const steps = [{ id: 'writing', exercise: 'silent_writing' }] as const;
  meeting = await Meeting.open(product, await product.signedIn('procesbegeleider'), 'resident', steps);
  await meeting.go('writing');
});
afterAll(async () => {
  delete process.env['BUURTBALANS_TILES'];
  delete process.env['BUURTBALANS_TILES_CREDIT'];
  await product?.stop();
  await squares?.stop();
});

describe('the map under the map', () => {
  it('[K60] shows streets to a phone that speaks with this product alone, and says whose they are', async () => {
    const phone = await product.visitor(PHONE);
    const { page } = phone;
    const elsewhere: string[] = [];
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== product.url) elsewhere.push(request.url());
    });
    await page.goto(`/join/${meeting.code}`);
    await page.getByRole('button', { name: 'Meedoen' }).click();
    await page.getByRole('button', { name: 'Kaart openen' }).first().click();
    await page.locator('.leaflet-tile-loaded').first().waitFor();
    const map = page.locator('.leaflet-container');
    await expect.poll(() => map.innerText()).toContain('© Kaart van ons');
    expect(await map.innerText()).toContain('OpenStreetMap');
    expect(squares.asked[0]).toMatch(/^\/grijs\/\d+\/\d+\/\d+\.png$/);
    // parks are on that map, with their names
    expect(await page.locator('path[fill="#cfe3c4"]').count()).toBe(0);
    expect(elsewhere).toEqual([]);
    expect(await page.getByText('De kaart met straten is er nu niet').count()).toBe(0);
    await phone.leave();
  });

  it('[K61] falls back on borders, parks and names by itself, and says so', async () => {
    squares.answer = (response) => void response.writeHead(503).end();
    const { page } = await product.signedIn('procesbegeleider');
    await page.goto(`${/^\/trajectories\/[^/]+/.exec(meeting.path)![0]}/analysis/coincidence`);
    await page.getByText('De kaart met straten is er nu niet').first().waitFor();
    await expect.poll(() => page.locator('path[fill="#cfe3c4"]').count()).toBeGreaterThan(0);
    await page.getByLabel('Achtergrond').first().selectOption({ label: 'geen: alleen grenzen en parken' });
    await expect.poll(() => page.getByText('De kaart met straten is er nu niet').count()).toBe(0);
  });
});
