import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

let product: Product;
let facilitator: Visitor;
let page: Visitor['page'];

beforeAll(async () => {
  product = await Product.start();
  facilitator = await product.signedIn('procesbegeleider');
  ({ page } = facilitator);
  await page.getByRole('link', { name: 'Osdorp-Midden' }).first().click();
  await page.getByRole('link', { name: 'Documenten' }).first().click();
  await page.getByRole('form', { name: 'Document aanvragen' }).waitFor();
}, 120_000);
afterAll(() => product.stop());

describe('documents that are being made', () => {
  it('[R40] are cancelled while they wait, and made again when they are asked for again', async () => {
    const goOn = await product.holdWorker();
    const ask = page.getByRole('form', { name: 'Document aanvragen' });
    await ask.getByLabel('Welk document').selectOption({ label: 'Buurtprofiel' });
    await ask.getByRole('button', { name: 'Document maken' }).click();
    await page.getByRole('progressbar', { name: 'In de maak: Buurtprofiel' }).waitFor();
    await facilitator.isAccessible();
    await page
      .getByRole('form', { name: 'Buurtprofiel, PDF, Nederlands annuleren' })
      .getByRole('button', { name: 'Annuleren' })
      .click();
    await page.getByText('Geannuleerd', { exact: true }).waitFor();
    await facilitator.isAccessible();
    await facilitator.picture('report-cancelled');
    await goOn();
    await page
      .getByRole('form', { name: 'Buurtprofiel, PDF, Nederlands opnieuw maken' })
      .getByRole('button', { name: 'Opnieuw maken' })
      .click();
    await page.getByRole('link', { name: /^Buurtprofiel downloaden \(PDF/ }).waitFor();
    // what was cancelled was not made beside it, though the worker had it too; the new one has taken its place
    expect(await page.getByRole('link', { name: /^Buurtprofiel downloaden \(PDF/ }).count()).toBe(1);
    expect(await page.getByText('Geannuleerd', { exact: true }).count()).toBe(0);
  });
});
