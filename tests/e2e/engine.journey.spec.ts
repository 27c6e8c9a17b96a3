import { readFile } from 'node:fs/promises';
import { filledIn, inDays, written } from '@buurtbalans/testing/drivers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

let product: Product;
let manager: Visitor;

beforeAll(async () => {
  product = await Product.start();
  manager = await product.signedIn('programmamanager');
});
afterAll(() => product?.stop());

const words = async (visitor: Visitor): Promise<string> =>
  (await visitor.page.locator('main').innerText()).replaceAll(/\s+/g, ' ');
const shows = (visitor: Visitor, text: string) => expect.poll(() => words(visitor)).toContain(text);

describe('the engine, seen by a programme manager', () => {
  it('explores a template as a drawing and as a list', async () => {
    const { page } = manager;
    await page.getByRole('navigation', { name: 'Hoofdmenu' }).getByRole('link', { name: 'Sjablonen' }).click();
    await page.waitForURL('**/templates');
    await shows(manager, 'Buurtbalans kort, versie 1');
    await manager.isAccessible();
    await page.getByRole('link', { name: 'Buurtbalans Amsterdam, versie 1' }).click();
    await page.waitForURL('**/templates/buurtbalans-amsterdam/1');
    await shows(manager, 'minstens 4 afgesloten in het spoor professionals (afwijken kan, met een reden)');
    const drawing = page.getByRole('img', { name: /Tekening van het verloop/ });
    const before = await drawing.boundingBox();
    await page.getByRole('button', { name: 'Verklein' }).click();
    await expect.poll(async () => (await drawing.boundingBox())!.width).toBeLessThan(before!.width);
    await manager.isAccessible();
    await manager.picture('31-template');
  });

  it('makes a new version, and hears what is wrong with a bad one', async () => {
    const { page } = manager;
    await page.locator('#new summary').click();
    const field = page.getByLabel('Sjabloon als JSON');
    const json = JSON.parse(await field.inputValue()) as {
      version: number;
      phases: { id: string; expectedDays: number }[];
      transitions: object[];
    };
    expect(json.version).toBe(2);
    await field.fill(JSON.stringify({ ...json, transitions: json.transitions.slice(0, -1) }));
    await page.getByRole('button', { name: 'Controleer' }).click();
    await shows(manager, 'geen stap leidt naar fase Evaluatie');
    await manager.isAccessible();
    json.phases.find(({ id }) => id === 'exchange')!.expectedDays = 60;
    await field.fill(JSON.stringify(json));
    await page.getByRole('button', { name: 'Sla op als nieuwe versie' }).click();
    await page.waitForURL('**/templates/buurtbalans-amsterdam/2');
    await shows(manager, '60 dagen verwacht');
  });

  it('pauses and resumes several trajectories at once, and hears how it went for each', async () => {
    const { page } = manager;
    await manager.go('/trajectories');
    const act = async (what: string, reason?: string) => {
      await page.getByLabel('Kies alle trajecten').check();
      const form = page.getByRole('form', { name: 'Iets doen met de gekozen trajecten' });
      await form.getByLabel('Wat', { exact: true }).selectOption({ label: what });
      if (reason) await form.getByLabel('Reden').fill(reason);
      await form.getByRole('button', { name: 'Voer uit' }).click();
      await page.getByRole('heading', { name: 'Uitkomst' }).waitFor();
    };
    await act('Pauzeren', 'Zomervakantie');
    await expect
      .poll(() => page.locator('#bulk li').allInnerTexts())
      .toContainEqual(expect.stringMatching(/: gelukt$/));
    await manager.isAccessible();
    await manager.picture('32-bulk');
    await act('Pauzeren', 'Zomervakantie');
    await expect
      .poll(async () => (await page.locator('#bulk li').allInnerTexts()).join(' '))
      .toContain('Dit kan nog niet. Het traject is gepauzeerd');
    await act('Hervatten');
    await expect
      .poll(() => page.locator('#bulk li').allInnerTexts())
      .toContainEqual(expect.stringMatching(/: gelukt$/));
    await page
      .getByRole('form', { name: /filter/i })
      .getByLabel('Wacht op')
      .selectOption({ label: 'sessies of bijeenkomsten' });
    await page
      .getByRole('form', { name: /filter/i })
      .getByRole('button')
      .click();
    await page.waitForURL(/blocker=guard.sessionsClosedAtLeast/);
  });

  it('leaves it to the facilitator to move a running trajectory to the new version, after a dry run', async () => {
    const { page } = manager;
    await manager.go('/trajectories');
    await page.locator('main table a').first().click();
    await page.waitForURL(/\/trajectories\/[0-9a-f-]{36}$/);
    expect(await page.locator('#template').count()).toBe(0);
    const facilitator = await product.signedIn('procesbegeleider');
    await facilitator.go(new URL(page.url()).pathname);
    const card = facilitator.page.locator('#template');
    await card.getByLabel('Nieuwe versie').selectOption({ label: 'Buurtbalans Amsterdam, versie 2' });
    await card.getByRole('button', { name: 'Bekijk wat er zou veranderen' }).click();
    await shows(facilitator, 'Uitwisseling: van 84 naar 60 dagen verwacht');
    await facilitator.isAccessible();
    await card.getByLabel('Reden').fill('De uitwisseling duurt korter');
    await card.getByRole('button', { name: 'Verplaats dit traject' }).click();
    await shows(facilitator, 'Dit traject loopt op Buurtbalans Amsterdam, versie 2.');
    await page.reload();
  });

  it('moves a term with a reason', async () => {
    const { page } = manager;
    await page.locator('#terms summary').click();
    const form = page.getByRole('form', { name: 'Verplaats termijn' });
    await form.getByLabel('Termijn').selectOption({ index: 1 });
    const moment = inDays(400);
    await form.getByLabel(/Nieuw moment/).fill(filledIn(moment));
    await form.getByLabel('Reden').fill('Na de vakantie');
    await form.getByRole('button', { name: 'Verplaats termijn' }).click();
    await shows(manager, written(moment));
    await manager.isAccessible();
  });

  it('reads the history by kind, as it stood, takes it along and has it checked', async () => {
    const { page } = manager;
    await page
      .getByRole('navigation', { name: /Onderdelen/ })
      .getByRole('link', { name: 'Geschiedenis' })
      .click();
    await page.waitForURL('**/history');
    await manager.isAccessible();
    await page.getByRole('button', { name: 'Controleer de geschiedenis' }).click();
    await shows(manager, 'De geschiedenis is zoals zij geschreven is');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /JSON Lines/ }).click(),
    ]);
    const lines = (await readFile((await download.path())!, 'utf8')).trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({
      type: 'TimerMoved',
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    await page.getByLabel('Soort gebeurtenis').selectOption({ label: 'Naar ander sjabloon verplaatst' });
    await page.getByRole('button', { name: 'Toon', exact: true }).click();
    await page.waitForURL(/kind=TemplateMoved/);
    await shows(manager, '1 gebeurtenis');
    await page.getByRole('link', { name: /^Stand na/ }).click();
    await page.waitForURL(/\/history\/\d+$/);
    await shows(manager, 'Dit is het verleden');
    await shows(manager, 'Buurtbalans Amsterdam, versie 2');
    await manager.isAccessible();
    await manager.picture('36-as-it-stood');
    await page.getByRole('link', { name: 'Vorige gebeurtenis' }).click();
    await shows(manager, 'Buurtbalans Amsterdam, versie 1');
    await page.getByRole('link', { name: 'Terug naar de geschiedenis' }).click();
    await manager.isAccessible();
    await page.getByRole('button', { name: 'Toon die stand' }).click();
    await page.waitForURL(/\/history\/\d+$/);
    await shows(manager, 'Buurtbalans Amsterdam, versie 2');
  });

  it('speaks English on each of these pages', async () => {
    const { page } = manager;
    const address = page.url();
    await page.getByRole('button', { name: 'English' }).click();
    for (const [path, text] of [
      ['/templates', 'Templates of the method'],
      ['/templates/buurtbalans-kort/1', 'may be waived, with a reason'],
      ['/trajectories', 'Do something with the chosen trajectories'],
      [address, 'This is the past'],
    ] as const) {
      await manager.go(path);
      await shows(manager, text);
    }
  });
});
