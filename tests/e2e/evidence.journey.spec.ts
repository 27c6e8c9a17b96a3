import { checkPdf } from '@buurtbalans/testing/pdf';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product?.stop());

/** Opens the trajectory of the demonstration that has a plan. */
async function opened(visitor: Visitor): Promise<string> {
  await visitor.go('/trajectories');
  await visitor.page.getByRole('link', { name: 'Osdorp-Midden' }).first().click();
  await visitor.page.waitForURL(/\/trajectories\/[0-9a-f-]{36}$/);
  return new URL(visitor.page.url()).pathname;
}

describe('evidence, programme report and writing aid', () => {
  it('a programme manager asks for the programme report, reads it as a page and keeps it as PDF', async () => {
    const manager = await product.signedIn('programmamanager');
    const { page } = manager;
    await manager.go('/trajectories');
    const form = page.getByRole('form', { name: 'Programmarapport aanvragen' });
    await form.getByLabel('Vorm').selectOption({ value: 'pdf' });
    await form.getByRole('button', { name: 'Rapport maken' }).click();
    const pdf = page.getByRole('link', { name: /^Download het programmarapport \(PDF/ });
    await pdf.waitFor();
    const download = page.waitForEvent('download');
    await pdf.click();
    expect(checkPdf(readFileSync(await (await download).path()))).toEqual([]);
    await form.getByLabel('Vorm').selectOption({ value: 'html' });
    await form.getByRole('button', { name: 'Rapport maken' }).click();
    const link = page.getByRole('link', { name: /^Open het programmarapport \(HTML/ });
    await link.waitFor();
    await manager.isAccessible();
    await link.click();
    await page.getByRole('heading', { level: 1, name: 'Programmarapport: alle trajecten' }).waitFor();
    await page.getByRole('heading', { name: 'Acties die te laat zijn' }).waitFor();
    // progress and released themes, and no word that was said
    const text = await page.locator('body').innerText();
    expect(text).toContain('Osdorp-Midden');
    expect(text).toContain('1 weersproken');
    expect(text).not.toMatch(/winkels|binnentuin|Verlichting/);
    await manager.isAccessible();
    await manager.leave();
  });

  it('nobody else sees the programme report', async () => {
    const facilitator = await product.signedIn('procesbegeleider');
    await facilitator.go('/trajectories');
    expect(await facilitator.page.getByText('Programmarapport').count()).toBe(0);
    expect((await facilitator.page.request.get('/api/v1/programme-reports')).status()).toBe(403);
    await facilitator.leave();
  });

  it('[R70] a reader goes from a statement to its evidence in two clicks, and back by keyboard', async () => {
    const facilitator = await product.signedIn('procesbegeleider');
    const { page } = facilitator;
    await facilitator.go(`${await opened(facilitator)}/reports`);
    const form = page.getByRole('form', { name: 'Document aanvragen' });
    await form.getByLabel('Vorm').selectOption({ value: 'html' });
    await form.getByRole('button').last().click();
    await page
      .getByRole('link', { name: /^Gedeeld beeld openen/ })
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /Gedeeld beeld/ }).waitFor();
    await facilitator.isAccessible();
    await page
      .locator('#finding-1')
      .getByRole('link', { name: /^Bron \d+: Wat bewoners vertelden/ })
      .click();
    await page
      .locator('li:target')
      .getByRole('link', { name: /^bekijk het bewijs van bron/ })
      .click();
    expect(await page.locator('p:target').innerText()).toMatch(/^Bij bron \d+\. Wat bewoners vertelden op/);
    expect(await page.locator('p:target + ul').innerText()).toContain('Bewoners mijden de winkels in de avond.');
    // reading goes on where the link led: the way back is the next stop
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toMatch(/^Terug naar bron \d+$/);
    await page.keyboard.press('Enter');
    await page.locator('li:target').getByRole('link', { name: 'bevinding 1', exact: true }).click();
    expect(await page.locator('p:target').getAttribute('id')).toBe('finding-1');
    await facilitator.leave();
  });

  it('[R77] a facilitator is told what can be plainer, and may go on with it', async () => {
    const facilitator = await product.signedIn('procesbegeleider');
    const { page } = facilitator;
    await facilitator.go(`${await opened(facilitator)}/plan`);
    await page.locator('summary', { hasText: 'Actie toevoegen' }).first().click();
    const form = page.getByRole('form', { name: 'Actie toevoegen' });
    await form
      .getByLabel('Wat', { exact: false })
      .first()
      .fill(
        'Teneinde de problematiek bij de winkels te reduceren gaan wij samen met alle bewoners en ondernemers in de buurt een rooster maken.',
      );
    const aid = form.getByRole('group', { name: 'Schrijfhulp' });
    await aid.getByText('1 lange zin, 3 moeilijke woorden').waitFor();
    expect(await aid.innerText()).toMatch(/Teneinde: schrijf liever om/);
    await facilitator.isAccessible();
    await form.getByRole('button').last().click();
    await page.getByText('Teneinde de problematiek bij de winkels').first().waitFor();
    await facilitator.leave();
  });
});
