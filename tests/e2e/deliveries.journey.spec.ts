import { afterAll, beforeAll, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

let product: Product;
let adviser: Visitor;

beforeAll(async () => {
  product = await Product.start();
  adviser = await product.signedIn('onderzoeksadviseur');
});
afterAll(() => product?.stop());

const shows = (text: string) =>
  expect.poll(async () => (await adviser.page.locator('main').innerText()).replaceAll(/\s+/g, ' ')).toContain(text);

/** Offers a file on the page of deliveries, and goes to what it would change. */
async function offer(text: string, fileName: string): Promise<void> {
  const { page } = adviser;
  await page.goto('/deliveries');
  await page
    .getByLabel('Bestand', { exact: true })
    .setInputFiles({ name: fileName, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByLabel('Jaar van de cijfers').fill('2024');
  await page.getByRole('button', { name: 'Bestand inlezen' }).click();
  await page.getByRole('link', { name: 'Bekijk wat er verandert' }).click();
  await page.waitForURL('**/deliveries/*');
}

it('[E176] [E177] [E178] [E180] [E203] an adviser brings a file, sees what it changes, takes it over for all, then for a trajectory, and puts it back', async () => {
  const { page } = adviser;
  await page.goto('/');
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Leveringen' }).click();
  await page.waitForURL('**/deliveries');
  await shows('Hoort bij het product');
  await adviser.isAccessible();

  // Geuzenveld, as somebody may have typed it
  const head = 'Codering_3;HuurwoningenTotaal_41;AantalInwoners_5;Opmerking\n';
  await offer(`${head}BU0363FB01;99;;x\nBU0363FB02;99;;x\nWK0363FB;74;;x\nBU0363ZZ99;99;;x\n`, 'eigen-cijfers.csv');
  await shows('2 waarden veranderen.');
  await shows('2 waarden komen erbij.');
  await shows('3 lege cellen staan op een plek waar nu een waarde staat.');
  await shows('verliezen 3 gebieden een waarde, zoals BU0363FB01');
  await shows('BU0363ZZ99');
  await shows('Opmerking');
  await shows('eigen cijfers van de gemeente, aangeleverd door de onderzoeksadviseur');
  await adviser.isAccessible();

  await page.getByText('Waarden bekijken').click();
  await page.getByLabel('Welke waarden wilt u zien?').selectOption({ label: 'Huurwoningen' });
  await page.getByRole('button', { name: 'Toon de waarden' }).click();
  await shows('(BU0363FB02)');
  await adviser.isAccessible();

  const erases = page.getByRole('checkbox', { name: /Laat de lege cellen ook 3 bekende waarden weghalen/ });
  expect(await erases.isChecked()).toBe(false);
  await page.getByRole('button', { name: 'Neem over' }).click();
  await shows('Overgenomen. Dit is nu officieel.');
  await adviser.isAccessible();
  const delivery = page.url();

  // the trajectory there has what it had, until somebody says otherwise
  await page.goto('/');
  await page.getByRole('link', { name: 'Geuzenveld', exact: true }).click();
  await page.waitForURL('**/trajectories/*');
  await page.goto(`${page.url()}/intake`);
  await shows('Er zijn nieuwere cijfers');
  await shows('Huurwoningen 72 (2024) 74 (2024)');
  await adviser.isAccessible();
  await page.getByRole('button', { name: 'Neem de nieuwere cijfers over' }).click();
  await shows('Dit traject heeft de cijfers zoals ze waren op');
  expect(await page.getByText('Er zijn nieuwere cijfers').count()).toBe(0);

  await page.goto(delivery);
  await page.getByRole('button', { name: 'Draai terug' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Draai terug' }).click();
  await shows('Teruggedraaid. Wat er eerder stond, geldt weer.');
  await page.getByRole('link', { name: 'Leveringen van cijfers en grenzen' }).click();
  await shows('Teruggedraaid door Onderzoeksadviseur (voorbeeld)');
  await adviser.isAccessible();
});
