import { inDays } from '@buurtbalans/testing/drivers';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, Visitor } from './product.ts';

/** What stands on the twelve papers, in the handwriting of people who have no phone. */
const PAPERS = [
  'Donker pad langs het water',
  'De bank bij de winkels is kapot',
  'Fijn dat er weer een markt is',
  'Te hard rijden op de laan',
  'De bieb is een fijne plek',
  'Geen plek voor jongeren',
  'Het plantsoen ligt vol afval',
  'De tuin achter de flat verbindt',
  'De bus komt te weinig',
  'Mooi nieuw speelveld',
  'Lantaarns zijn stuk',
  'Veel geluid in de nacht',
];

let product: Product;
let facilitator: Visitor;
let helper: Visitor;
let trajectoryId: string;
const sessionId = randomUUID();
let base: string;
/** A square of the paper map in which a known place lies. */
let square: string;

beforeAll(async () => {
  product = await Product.start();
  [facilitator, helper] = [await product.signedIn('procesbegeleider'), await product.signedIn('procesbegeleider')];
  const { items } = (await (await facilitator.page.request.get('/api/v1/trajectories')).json()) as {
    items: { id: string; name: string }[];
  };
  trajectoryId = items.find(({ name }) => name === 'Slotermeer-Noordoost')!.id;
  base = `/trajectories/${trajectoryId}/sessions/${sessionId}`;
  const plannedFor = inDays(1 / 24);
  await command({
    type: 'PlanSession',
    sessionId,
    lane: 'resident',
    title: 'Avond op papier',
    question: 'Waar is het fijn en waar niet?',
    plannedFor,
    phases: ['exchange'],
  });
  await command({ type: 'OpenSession', sessionId });
});
afterAll(() => product?.stop());

async function command(given: object): Promise<void> {
  const answer = await facilitator.page.request.post(`/api/v1/trajectories/${trajectoryId}/commands`, {
    data: { commandId: randomUUID(), command: given },
  });
  expect([await answer.text(), answer.ok()]).toEqual([expect.any(String), true]);
}

/** Goes on in the console until the step is there. */
async function goOnTo(step: RegExp): Promise<void> {
  const { page } = facilitator;
  for (let tries = 0; tries < 10; tries += 1) {
    const next = page.getByRole('button', { name: /^(Begin|Volgende): / });
    const name = (await next.textContent())!;
    await next.click();
    await page
      .getByRole('heading', { level: 2, name: name.replace(/^\w+: /, '').trim() })
      .first()
      .waitFor();
    if (step.test(name)) return;
  }
}

const keys = (text: string) => helper.page.keyboard.type(text);
const press = (key: string) => helper.page.keyboard.press(key);
const entered = (number: number) => helper.page.getByText(`Formulier ${number}: opgeslagen`).waitFor();
/** Where the cursor is: the name of its field. */
const cursor = () => helper.page.evaluate('document.activeElement?.getAttribute("name")');

/** Types a card as the form has it: kind, theme, text, place, Enter. */
async function typeCard(index: number, text: string, place: string): Promise<void> {
  await keys(String((index % 3) + 1));
  await keys(String((index + 1) % 10));
  await keys(text);
  await press('Tab');
  await keys(place);
  await press('Enter');
}

async function chooseStep(label: string): Promise<void> {
  await helper.page.getByLabel('Voor welke stap').selectOption({ label });
}

describe('an evening for people without a phone', () => {
  it('facilitator: prints the forms, of all steps and of one, in Dutch and English', async () => {
    const { page } = facilitator;
    await facilitator.go(base);
    await page.getByRole('link', { name: 'Papieren formulieren' }).click();
    await page.getByRole('heading', { level: 1, name: 'Papier: Avond op papier' }).waitFor();
    await expect.poll(() => page.getByLabel('Welke stap').locator('option').count()).toBeGreaterThan(5);
    await facilitator.isAccessible();
    await page.getByLabel('Welke stap').selectOption({ label: 'Stil schrijven op de kaart' });
    await page.getByLabel('Soort bestand').selectOption('html');
    const [opened] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Maak formulier' }).click(),
    ]);
    await opened.getByRole('heading', { name: 'Kaartje 1' }).waitFor();
    await new Visitor(opened).isAccessible();
    // a place that people know, with its square, as the helper will read it from a paper
    const places = (await opened.locator('p', { hasText: 'Bekende plekken en hun vak' }).textContent())!;
    square = /([A-Z]\d{1,2})( ·|$)/.exec(places)![1]!;
    await opened.close();
    for (const [language, words] of [
      [
        'nl',
        [
          'Papieren formulieren',
          'Voor wie de formulieren uitdeelt',
          'Waar is het fijn en waar niet?',
          'Een helper typt dit over',
        ],
      ],
      ['en', ['Paper forms', 'A helper types it over']],
    ] as const) {
      const answer = await page.request.get(`/api/v1/sessions/${sessionId}/paper-form?language=${language}`);
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, 'application/pdf']);
      const pdf = await answer.body();
      const text = execFileSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).replace(
        /\s+/g,
        ' ',
      );
      for (const word of words) expect(text).toContain(word);
    }
  });

  it('helper: enters twelve papers by keyboard only, takes the last back and mends it', async () => {
    await facilitator.go(base);
    await goOnTo(/schrijven/);
    await helper.go(`${base}/paper`);
    await helper.page.getByRole('form', { name: 'Formulier invoeren' }).waitFor();
    await helper.isAccessible();
    await helper.page.getByLabel('Taal waarin het is verteld').focus();
    await press('Tab');
    expect(await cursor()).toBe('kind');
    for (const [index, text] of PAPERS.entries()) {
      await typeCard(index, text, index % 2 === 0 ? square.toLowerCase() : '');
      await entered(index + 1);
      expect(await cursor()).toBe('kind');
    }
    await helper.page.getByText('12 formulieren ingevoerd in deze stap.').waitFor();
    // one step back with the keyboard from where the next paper begins
    await press('Shift+Tab');
    await press('Enter');
    await helper.page.getByText('11 formulieren ingevoerd in deze stap.').waitFor();
    expect(await helper.page.getByLabel('Wat is er verteld?').inputValue()).toBe(PAPERS[11]);
    await helper.page.getByLabel('Wat is er verteld?').focus();
    await keys(' en overdag');
    await press('Enter');
    await helper.page.getByText('12 formulieren ingevoerd in deze stap.').waitFor();
  });

  it('helper: is warned about a person and a wrong square, and loses nothing', async () => {
    const { page } = helper;
    await typeCard(0, 'meneer Jansen, nr. 12 maakt lawaai', 'z9');
    await page.getByText('Dit vak ligt niet in de buurt.').first().waitFor();
    expect(await cursor()).toBe('place');
    await helper.isAccessible();
    await page.getByLabel('Plek: vak of naam').fill('');
    await press('Enter');
    // it comes back with its text, while the next paper can be typed already
    await page.getByText('Formulier 13 is niet opgeslagen').waitFor();
    await page
      .getByText(/persoon of huisnummer/)
      .first()
      .waitFor();
    await keys('2');
    await helper.isAccessible();
    await page.getByRole('button', { name: 'Verbeter formulier 13' }).press('Enter');
    await expect
      .poll(() => page.getByLabel('Wat is er verteld?').inputValue())
      .toBe('meneer Jansen, nr. 12 maakt lawaai');
    // a reload in the middle keeps what was typed
    await page.reload();
    await expect
      .poll(() =>
        page
          .getByLabel('Wat is er verteld?')
          .inputValue()
          .catch(() => ''),
      )
      .toBe('meneer Jansen, nr. 12 maakt lawaai');
    await page.getByLabel('Wat is er verteld?').fill('Er is lawaai in de nacht');
    await press('Enter');
    await entered(13);
    // what was begun in the meantime comes back: its kind was chosen
    expect(await page.getByLabel('Nummer op het formulier').inputValue()).toBe('14');
    expect(await page.getByRole('radio', { name: /Kansrijke plek/ }).isChecked()).toBe(true);
    // the second card of the same paper
    await page.getByLabel('Nummer op het formulier').fill('13');
    await page.getByText('Formulier 13 is al ingevoerd.').waitFor();
    await page.getByRole('radio', { name: /Kansrijke plek/ }).focus();
    await typeCard(1, 'Tweede kaartje van dertien', '');
    await entered(13);
    await page.getByText('13 formulieren ingevoerd in deze stap.').waitFor();
  });

  it('helper: goes on without a connection, and what was typed is sent when it is back', async () => {
    const { page } = helper;
    await page.context().setOffline(true);
    await typeCard(2, 'Zonder verbinding geschreven', '');
    await page.getByText('1 wacht op verbinding en gaat vanzelf.').waitFor();
    // the next paper begins all the same
    await expect.poll(() => page.getByLabel('Nummer op het formulier').inputValue()).toBe('15');
    await page.context().setOffline(false);
    await page.getByText('1 wacht op verbinding en gaat vanzelf.').waitFor({ state: 'hidden' });
    await expect
      .poll(async () =>
        (await page.getByRole('listitem').filter({ hasText: 'Formulier 14' }).textContent())!.includes('opgeslagen'),
      )
      .toBe(true);
  });

  it('room: sees all of it on the screen once it is revealed and let through, and not before', async () => {
    const screen = await product.signedIn('procesbegeleider');
    await screen.go(`${base}/screen`);
    const { page } = facilitator;
    expect([await screen.page.textContent('body'), await page.textContent('body')].join()).not.toMatch(
      /Donker pad|Tweede kaartje/,
    );
    await page.getByRole('button', { name: 'Onthul', exact: true }).click();
    await page.getByRole('button', { name: /^Laat alle 15 zien/ }).click();
    // cards that do not fit at once come by in turn
    const seen = new Set<string>();
    await expect
      .poll(
        async () => {
          const text = (await screen.page.textContent('body'))!;
          for (const paper of [
            ...PAPERS.slice(0, 11),
            'Veel geluid in de nacht en overdag',
            'Tweede kaartje van dertien',
            'Zonder verbinding geschreven',
          ])
            if (text.includes(paper)) seen.add(paper);
          return seen.size;
        },
        { timeout: 120_000, interval: 500 },
      )
      .toBe(14);
    expect(await screen.page.textContent('body')).not.toContain('Jansen');
    await screen.leave();
  });

  it('helper and a second helper: enter dots by numbers', async () => {
    await goOnTo(/Stippen/);
    await chooseStep('Stippen');
    const { page } = helper;
    await page.getByRole('list', { name: 'Onderwerpen met hun nummer' }).waitFor();
    await helper.isAccessible();
    await page.getByLabel(/Nummers, één voor elke stip/).focus();
    await keys('1 1 2 3');
    await press('Enter');
    await page.getByText('Dat zijn er te veel.').waitFor();
    await press('Backspace');
    await press('Enter');
    await entered(1);
    const second = await product.signedIn('procesbegeleider');
    await second.go(`${base}/paper`);
    await second.page.getByLabel('Voor welke stap').selectOption({ label: 'Stippen' });
    await second.page.getByLabel(/Nummers, één voor elke stip/).focus();
    await second.page.keyboard.type('2 2');
    await second.page.keyboard.press('Enter');
    await second.page.getByText('Formulier 1: opgeslagen').waitFor();
    await second.leave();
    await facilitator.page.getByText(/Verborgen tot u onthult\. 2 van \d+ gaven antwoord/).waitFor();
  });

  it('helper: enters what is left after the session, also for a step that was only done on paper', async () => {
    await facilitator.page.getByRole('button', { name: 'Sessie sluiten' }).click();
    await facilitator.page.getByText('Deze sessie is gesloten').waitFor();
    const { page } = helper;
    await page.getByText('De sessie is gesloten. Wat op papier staat kunt u nog invoeren.').waitFor();
    // on the screen the evening ended before its last step
    await chooseStep('Evaluatie');
    await page.getByText('Deze stap is niet op het scherm gedaan').waitFor();
    await helper.isAccessible();
    await page.getByRole('button', { name: 'Begin voor de formulieren: Evaluatie' }).press('Enter');
    await page.getByLabel('Was dit nuttig? 1 tot 5').focus();
    for (const key of ['4', 'Tab', '5', 'Tab']) await press(key);
    await keys('Fijn dat het ook op papier kon');
    await press('Enter');
    await entered(1);
    expect(await cursor()).toBe('useful');
    await helper.isAccessible();
    await chooseStep('Stil schrijven op de kaart');
    await page.getByRole('radio', { name: /Zwakke plek/ }).focus();
    await typeCard(0, 'Na afloop ingevoerd', square);
    await entered(15);
  });
});
