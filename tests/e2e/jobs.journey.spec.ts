import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

let product: Product;
let administrator: Visitor;
let database: pg.Client;
const importId = randomUUID();

beforeAll(async () => {
  product = await Product.start();
  administrator = await product.signedIn('beheerder');
  database = new pg.Client({ connectionString: product.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await product?.stop();
});

const look = () => administrator.page.getByRole('button', { name: 'Opnieuw bekijken' }).click();
const shows = (text: string) =>
  expect
    .poll(async () => (await administrator.page.locator('main').innerText()).replaceAll(/\s+/g, ' '))
    .toContain(text);

it('[E145] an administrator, who sees no trajectory, reads in a file all the same', async () => {
  const { page } = administrator;
  const menu = page.getByRole('navigation', { name: 'Hoofdmenu' });
  await menu.getByRole('link', { name: 'Leveringen' }).click();
  await page.waitForURL('**/deliveries');
  await page
    .getByLabel('Bestand', { exact: true })
    .setInputFiles({ name: 'leeg.csv', mimeType: 'text/csv', buffer: Buffer.from('code;inwoners\n') });
  await page.getByRole('button', { name: 'Bestand inlezen' }).click();
  // it is no file of the CBS, and the worker says so
  await shows('leeg.csv');
  await shows('Geweigerd');
  await administrator.isAccessible();
});

it('[E276] an administrator finds who brought that file, by person and kind, on a narrow screen too, and as CSV', async () => {
  const { page } = administrator;
  await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Inzage' }).click();
  await page.waitForURL('**/admin/audit');
  await shows('Bracht een bestand in');
  await page.getByLabel('Soort').selectOption('figures');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await page.waitForURL('**/admin/audit?*kind=figures*');
  await shows('Bracht een bestand in');
  await administrator.isAccessible();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Opslaan als CSV' }).click(),
  ]);
  expect(await readFile(await file.path(), 'utf8')).toContain('"Bracht een bestand in"');
  await page.getByLabel('Soort').selectOption('templates');
  await page.getByRole('button', { name: 'Zoeken' }).click();
  await shows('Niets gevonden.');
});

describe('background work, seen by an administrator', () => {
  it('starts with nothing failed', async () => {
    const { page } = administrator;
    await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Achtergrondtaken' }).click();
    await page.waitForURL('**/admin/jobs');
    await shows('Er is niets mislukt.');
    await administrator.isAccessible();
  });

  it('shows what failed and why, retries one and discards another', async () => {
    const { page } = administrator;
    // a job that no version can read, and a file that cannot be read for as long as its table is away
    await database.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'reports.render', $2)`, [
      `report-${importId}`,
      { reportId: importId },
    ]);
    await database.query('alter table import_file rename column body to body_away');
    await database.query(
      `insert into import_job (id, kind, file_name, bytes, requested_by) select $1, 'kwb', 'cijfers.csv', 10, id from account limit 1`,
      [importId],
    );
    await database.query(`insert into outbox (dedupe_key, job, payload) values ($1, 'imports.read', $2)`, [
      `import-${importId}`,
      { importId },
    ]);
    await expect
      .poll(async () => (await database.query(`select 1 from bullmq.job where state = 'failed'`)).rowCount, {
        timeout: 60_000,
        interval: 500,
      })
      .toBe(2);
    await look();
    await shows('2 taken zijn mislukt');
    await shows('De taak is onleesbaar voor deze versie');
    await shows('Er ging iets onverwachts mis');
    await administrator.isAccessible();

    await database.query('alter table import_file rename column body_away to body');
    await page.getByRole('button', { name: /^Opnieuw proberen: Bestand lezen/ }).click();
    await shows('Bestand lezen begint opnieuw.');
    await shows('1 taak is mislukt');

    await page.getByRole('button', { name: /^Verwijderen: Document maken/ }).click();
    await administrator.isAccessible();
    await page.getByRole('button', { name: 'Annuleren' }).click();
    await shows('1 taak is mislukt');
    await page.getByRole('button', { name: /^Verwijderen: Document maken/ }).click();
    await page.getByRole('button', { name: 'Taak verwijderen' }).click();
    await shows('Document maken is verwijderd.');
    await shows('Er is niets mislukt.');
    await expect
      .poll(
        async () =>
          (
            await database.query(`select state from bullmq.job where queue = 'imports' and id = $1`, [
              `import-${importId}`,
            ])
          ).rows,
      )
      .toEqual([{ state: 'completed' }]);
  });

  it('has a technical view that loads nothing from elsewhere', async () => {
    const { page } = administrator;
    const elsewhere: string[] = [];
    page.on(
      'response',
      (response) => void (new URL(response.url()).host === new URL(product.url).host || elsewhere.push(response.url())),
    );
    await page.getByRole('link', { name: 'Technisch overzicht van de wachtrijen' }).click();
    await page.getByRole('link', { name: 'imports' }).first().click();
    // the file that was read after all, by the id that its upload has
    await page.getByText('imports.read').first().waitFor();
    await page.getByText(`import-${importId}`).first().waitFor();
    expect(elsewhere).toEqual([]);
  });

  it('is not there for a facilitator', async () => {
    const facilitator = await product.signedIn('procesbegeleider');
    expect(await facilitator.page.getByRole('link', { name: 'Achtergrondtaken' }).count()).toBe(0);
    await facilitator.go('/admin/jobs');
    expect(await facilitator.page.getByRole('heading', { level: 1 }).innerText()).toBe('Dit hoort niet bij uw rol');
    await facilitator.leave();
  });
});
