import { dayIn, filledIn, inDays } from '@buurtbalans/testing/drivers';
import { checkPdf } from '@buurtbalans/testing/pdf';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Product, type Visitor } from './product.ts';

/** A part of a real StatLine table in its own form: mark, semicolons, padding, decimal comma, missing cells. */
const STATLINE = [
  '\uFEFF"District_Type";"Municipality_Name";"Area_Code";"Population_Total";"Avg_Household_Size";"Pct_Rental"',
  '"Amsterdam";"Amsterdam                               ";"GM0363    ";931298;1,8;70',
  '"Confuciusbuurt";"Amsterdam                               ";"BU0363FD01";;;',
].join('\r\n');

let product: Product;
let manager: Visitor;
let facilitator: Visitor;
let adviser: Visitor;
let base: string;

beforeAll(async () => {
  product = await Product.start();
  [manager, facilitator, adviser] = [
    await product.signedIn('programmamanager'),
    await product.signedIn('procesbegeleider'),
    await product.signedIn('onderzoeksadviseur'),
  ];
});
afterAll(() => product?.stop());

/** Opens what is folded away, fills the form of that name and sends it. */
async function form(
  visitor: Visitor,
  name: string,
  fill: (form: ReturnType<Visitor['page']['getByRole']>) => Promise<void>,
  submit?: string,
): Promise<void> {
  const { page } = visitor;
  const target = page.getByRole('form', { name, exact: true });
  if (!(await target.isVisible())) await page.locator('summary', { hasText: name }).first().click();
  await fill(target);
  await target
    .getByRole('button', submit ? { name: submit } : {})
    .last()
    .click();
}

async function session(lane: 'professionals' | 'bewoners', number: number): Promise<string> {
  const { page } = facilitator;
  await facilitator.go(base);
  const title = `${lane === 'bewoners' ? 'Bijeenkomst' : 'Sessie'} van de reis ${number}`;
  await form(facilitator, 'Sessie plannen', async (target) => {
    await page
      .getByLabel('Spoor', { exact: true })
      .selectOption({ label: lane === 'bewoners' ? 'Bewoners' : 'Professionals' });
    await target.getByLabel('Titel').fill(title);
    const moment = filledIn(inDays(1 / 24));
    await target.getByLabel('Datum en tijd').fill(moment);
  });
  const link = page.getByRole('row', { name: title }).getByRole('link', { name: /Open de regie/ });
  return (await link.getAttribute('href'))!;
}

async function open(path: string): Promise<string> {
  await facilitator.go(path);
  await facilitator.page.getByRole('button', { name: 'Sessie openen' }).click();
  await facilitator.page.getByRole('button', { name: 'Sessie sluiten' }).waitFor();
  return (await facilitator.page.locator('.code').textContent())!.trim();
}

/** Goes on to the step in which people write. */
async function startWriting(): Promise<void> {
  const { page } = facilitator;
  for (const step of ['Check-in', 'schrijven']) {
    await page.getByRole('button', { name: new RegExp(`(Begin|Volgende).*${step}`, 'i') }).click();
    await page
      .getByRole('heading', { name: new RegExp(step, 'i') })
      .first()
      .waitFor();
  }
}

/** Shows the room what was written. */
const reveal = (): Promise<void> => facilitator.page.getByRole('button', { name: 'Onthul', exact: true }).click();

async function close(): Promise<void> {
  await facilitator.page.getByRole('button', { name: 'Sessie sluiten' }).click();
  await facilitator.page.getByText('Deze sessie is gesloten').waitFor();
}

async function takePart(code: string, organisation?: string): Promise<Visitor> {
  const phone = await product.visitor({ width: 320, height: 720 });
  await phone.go('/join');
  await phone.page.getByLabel('Code').fill(code);
  await phone.page.getByRole('button', { name: 'Verder' }).click();
  await phone.page.getByRole('heading', { name: 'Wat doen we met wat u vertelt?' }).waitFor();
  if (organisation)
    await phone.page.getByLabel('Voor welke organisatie doet u mee?').selectOption({ label: organisation });
  await phone.page.getByRole('button', { name: 'Meedoen' }).click();
  await phone.page.getByRole('form', { name: 'Iets vertellen' }).waitFor();
  return phone;
}

async function tell(phone: Visitor, kind: string, theme: string, text: string): Promise<void> {
  const { page } = phone;
  await page.getByRole('radio', { name: new RegExp(kind) }).check();
  await page.getByLabel('Onderwerp').selectOption({ label: theme });
  await page.getByLabel('Uw verhaal').fill(text);
  await page.getByLabel('Plek', { exact: true }).selectOption({ index: 1 });
  await page.getByRole('button', { name: 'Versturen', exact: true }).click();
}

async function advance(phase: string): Promise<void> {
  await facilitator.go(base);
  await facilitator.page.getByRole('button', { name: `Naar de fase ${phase}` }).click();
  const name = phase[0]!.toUpperCase() + phase.slice(1);
  // some phases are called as a tab is: only the badge tells that it happened
  await facilitator.page.locator('.head .badge', { hasText: name }).first().waitFor();
}

describe('a trajectory from the first figure to the plan', () => {
  it('programme manager: starts a trajectory and sees progress only', async () => {
    const { page } = manager;
    await manager.go('/trajectories');
    await expect.poll(() => page.getByText('Slotermeer-Noordoost').count()).toBeGreaterThan(0);
    await manager.isAccessible();
    await manager.picture('01-overview');
    await form(manager, 'Nieuw traject', async (target) => {
      await target.getByLabel('Naam van het traject').fill('Reis door Slotermeer');
      await target.getByLabel('Stadsdeel').selectOption({ label: 'Nieuw-West (Amsterdam)' });
      await target.getByLabel('Procesbegeleider').selectOption({ index: 1 });
    });
    await page.waitForURL(/\/trajectories\/[0-9a-f-]{36}$/);
    base = new URL(page.url()).pathname;
    await form(manager, 'Iemand aanstellen', async (target) => {
      const fields = target.getByRole('combobox');
      await fields.first().selectOption({ label: 'Onderzoeksadviseur' });
      await fields.last().selectOption({ index: 1 });
    });
    await page.getByText('Onderzoeksadviseur (voorbeeld)').first().waitFor();
    await manager.isAccessible();
    await advance('cijferintake');
  });

  it('research adviser: area, question, a file, indicators and signature', async () => {
    const { page } = adviser;
    await adviser.go(`${base}/intake`);
    await page.getByLabel('Zoek een buurt').fill('Confucius');
    await page
      .getByRole('checkbox', { name: /Confucius|buurt/ })
      .first()
      .check();
    await page.getByLabel('Naam van het gebied').fill('Slotermeer van de reis');
    await page.getByRole('button', { name: 'Buurt opslaan' }).click();
    await page.getByText('Nu gekozen: Slotermeer van de reis').waitFor();
    await page.getByLabel('Vraagstuk in gewone woorden').fill('Hoe blijft het plein prettig?');
    await page.getByRole('form', { name: 'Vraagstuk' }).getByRole('button').click();
    await adviser.isAccessible();
    const [wrong, right] = ['wrong', 'right'].map((name) => join(tmpdir(), `statline-${name}-${process.pid}.csv`)) as [
      string,
      string,
    ];
    writeFileSync(wrong, STATLINE.replace('931298', 'veel'));
    writeFileSync(right, STATLINE);
    const upload = page.getByRole('form', { name: 'Bestand inlezen' });
    if (!(await upload.isVisible())) await page.locator('summary', { hasText: 'Bestand inlezen' }).click();
    await upload.getByLabel('Bestand', { exact: true }).setInputFiles(wrong);
    await upload.getByLabel('Jaar van de cijfers').fill('2024');
    await upload.getByRole('button').last().click();
    await page
      .getByText(/rij 2, kolom Population_Total/)
      .first()
      .waitFor();
    await adviser.isAccessible();
    await upload.getByLabel('Bestand', { exact: true }).setInputFiles(right);
    await upload.getByRole('button').last().click();
    await page
      .getByText(/2 rijen/)
      .first()
      .waitFor();
    for (const name of ['Inwoners', 'Huurwoningen', 'Omgevingsadressendichtheid', 'Geregistreerde misdrijven']) {
      await page.getByRole('button', { name: `Kiezen: ${name}`, exact: true }).click();
      await page.getByRole('button', { name: `Schrappen: ${name}`, exact: true }).waitFor();
    }
    await adviser.picture('02-intake');
    await page.getByRole('button', { name: 'Cijferintake aftekenen' }).click();
    // that it is not signed yet says so in the same word: only the button goes
    await page.getByRole('button', { name: 'Cijferintake aftekenen' }).waitFor({ state: 'detached' });
    await advance('uitwisseling');
  });

  it('facilitator: what blocks is said, with what would unblock it', async () => {
    const { page } = facilitator;
    await facilitator.go(base);
    await page.getByText(/Nodig: minstens 4/).waitFor();
    await form(facilitator, 'Organisatie toevoegen', async (target) => {
      await target.getByRole('combobox').first().selectOption({ label: 'Wijkpolitie Nieuw-West (politie)' });
    });
    await page.getByText('Wijkpolitie Nieuw-West').first().waitFor();
    const path = await session('professionals', 1);
    await facilitator.go(path);
    await page
      .getByText(/deelafspraak/)
      .first()
      .waitFor();
    await facilitator.isAccessible();
    await facilitator.go(base);
    await form(facilitator, 'Deelafspraak tekenen', async (target) => {
      await target.getByRole('combobox').first().selectOption({ index: 1 });
      await target.getByLabel('Welke gegevens').fill('Meldingen per straat');
      await target.getByLabel('Waarvoor').fill('Het gedeeld beeld');
      await target.getByLabel('Mag naar buiten').selectOption({ label: 'Ja, in het gedeeld beeld en het plan' });
    });
    await page
      .getByText(/Getekend|Deelafspraak getekend/)
      .first()
      .waitFor();
    await facilitator.picture('03-trajectory');
  });

  it('professionals: two join by code, see each other’s cards at once, and a name is warned about', async () => {
    const { page } = facilitator;
    await facilitator.go(base);
    const path = (await page.getByRole('link', { name: 'Open de regie van Sessie 1' }).getAttribute('href'))!;
    const code = await open(path);
    await startWriting();
    const [one, other] = [
      await takePart(code, 'Wijkpolitie Nieuw-West'),
      await takePart(code, 'Wijkpolitie Nieuw-West'),
    ];
    await tell(one, 'Zwakke plek', 'Veiligheid en overlast', 'meneer Jansen, nr. 12 maakt lawaai');
    await one.page
      .getByText(/persoon of huisnummer/)
      .first()
      .waitFor();
    await one.isAccessible();
    await tell(one, 'Zwakke plek', 'Veiligheid en overlast', 'Op het plein is het in de avond onrustig');
    await one.page.getByRole('listitem').filter({ hasText: 'in de avond onrustig' }).getByText('Verstuurd').waitFor();
    await one.isAccessible();
    // nobody but its author sees it before it is revealed
    expect([await other.page.textContent('body'), await page.textContent('body')].join()).not.toContain(
      'in de avond onrustig',
    );
    await facilitator.picture('04-hidden');
    await reveal();
    await other.page.getByText('Op het plein is het in de avond onrustig').waitFor();
    await page.getByText('Op het plein is het in de avond onrustig').first().waitFor();
    await one.isAccessible();
    await one.picture('05-participant');
    await facilitator.isAccessible();
    await facilitator.picture('04-console');
    await close();
    await other.page.getByText('De bijeenkomst is gesloten').waitFor();
    await one.leave();
    await other.leave();
    for (const number of [2, 3, 4]) {
      await open(await session('professionals', number));
      await close();
    }
  });

  it('resident: tells with a phone of 320 px, withdraws one, and cannot reach the professionals', async () => {
    const code = await open(await session('bewoners', 1));
    await startWriting();
    const phone = await takePart(code);
    await tell(phone, 'Zwakke plek', 'Veiligheid en overlast', 'Ik loop liever niet over het plein');
    await phone.page
      .getByRole('listitem')
      .filter({ hasText: 'Ik loop liever niet over het plein' })
      .getByText('Verstuurd')
      .waitFor();
    await tell(phone, 'Signaal', 'Jeugd', 'Dit neem ik terug');
    await phone.page.getByText('Dit neem ik terug').waitFor();
    await phone.page
      .getByRole('listitem')
      .filter({ hasText: 'Dit neem ik terug' })
      .getByRole('button', { name: 'Weghalen' })
      .click();
    await expect.poll(() => phone.page.getByText('Dit neem ik terug').count()).toBe(0);
    await expect.poll(() => facilitator.page.getByText('Dit neem ik terug').count()).toBe(0);
    await phone.isAccessible();
    await phone.picture('06-resident');
    await reveal();
    expect(await phone.page.textContent('main')).not.toContain('in de avond onrustig');
    await close();
    await phone.leave();
    await advance('analyse');
  });

  it('facilitator: releases from both lanes, records and checks a finding, approves the shared picture', async () => {
    const { page } = facilitator;
    for (const [lane, statement, leaves] of [
      ['professional', 'Op het plein is het laat onrustig.', /^De woorden en de plek komen in documenten/],
      ['resident', 'Bewoners mijden het plein in de avond.', /komen nergens in.*minder dan 5 bewoners/],
    ] as const) {
      await facilitator.go(`${base}/analysis?lane=${lane}`);
      await page
        .getByRole('checkbox', { name: /^Kies:/ })
        .first()
        .check();
      const release = page.getByRole('form', { name: 'Verklaring vrijgeven' });
      // what will be printed is told before it is released, by the engine
      await release.getByText(leaves).waitFor();
      await release.getByLabel('Verklaring').fill(statement);
      await release.getByRole('checkbox', { name: /Ik heb nagelezen/ }).check();
      await facilitator.isAccessible();
      await release.getByRole('button', { name: 'Vrijgeven' }).click();
      await page.getByText('Gebruikt in een verklaring').first().waitFor();
    }
    await facilitator.go(`${base}/analysis/findings`);
    const finding = page.getByRole('form', { name: 'Nieuwe bevinding' });
    await finding.getByLabel('Titel').fill('Onrust op het plein');
    await finding
      .getByLabel('Wat is er aan de hand?')
      .fill('Professionals en bewoners noemen los van elkaar het plein.');
    await finding.getByLabel('Onderwerp').selectOption({ label: 'Veiligheid en overlast' });
    await finding.getByLabel('Plek van een verklaring').selectOption({ index: 1 });
    await finding.getByRole('button', { name: 'Bevinding vastleggen' }).click();
    const evidence = page.getByRole('form', { name: 'Onderbouwing van bevinding 1' });
    await evidence.waitFor();
    for (const box of await evidence.getByRole('checkbox').all()) await box.check();
    await evidence.getByRole('button').click();
    await evidence.getByText('Opgeslagen').waitFor();
    const check = page.getByRole('form', { name: 'Toets van bevinding 1' });
    if (!(await check.isVisible())) await page.locator('summary', { hasText: 'Toets van bevinding 1' }).click();
    await check.getByRole('radio', { name: 'Bevestigd door de cijfers' }).check();
    await check.getByRole('button').click();
    await check.getByText('Opgeslagen').waitFor();
    const gap = page.getByRole('form', { name: 'Nieuwe witte vlek' });
    await gap.getByRole('textbox').first().fill('Wie komt er in de avond op het plein?');
    await gap.getByRole('combobox').selectOption({ index: 1 });
    await gap.getByRole('button').click();
    await gap.getByText('Opgeslagen').waitFor();
    await facilitator.isAccessible();
    await facilitator.picture('07-findings');
    await page.getByRole('button', { name: 'Gedeeld beeld vaststellen' }).click();
    await page.getByText('Versie 1 is vastgesteld.').waitFor();
    await facilitator.go(`${base}/analysis/coincidence`);
    // one resident is in no count; what the organisation told meets the finding's place, if figures of its theme stand out
    await page.getByRole('heading', { name: 'Samenloop' }).waitFor();
    expect(await page.getByRole('cell', { name: /Bewoners/ }).count()).toBe(0);
    await facilitator.isAccessible();
    await facilitator.picture('08-coincidence');
    await advance('plan van aanpak');
  });

  it('facilitator: writes the plan and completes the trajectory', async () => {
    const { page } = facilitator;
    await facilitator.go(`${base}/plan`);
    await form(facilitator, 'Actie toevoegen', async (target) => {
      await target.getByLabel('Wat gaat er gebeuren').fill('Betere verlichting op het plein');
      await target.getByLabel('Welk resultaat').fill('Minder meldingen in de avond');
      await target.getByLabel('Eigenaar').selectOption({ index: 1 });
      await target.getByLabel('Klaar op').fill(dayIn(180));
      await target.getByRole('checkbox').first().check();
    });
    await page.getByText('Betere verlichting op het plein').first().waitFor();
    await page.getByRole('button', { name: 'Ronde afsluiten' }).click();
    // what is sent from a page that shows an older version is refused, as it should be
    await page.getByRole('button', { name: 'Ronde afsluiten' }).waitFor({ state: 'detached' });
    const agreement = page.getByRole('form', { name: 'Afspraak vastleggen' });
    await page.getByText('Over dit plan is nog niets afgesproken.').waitFor();
    await agreement.getByRole('checkbox', { name: /\(heeft een actie\)/ }).focus();
    await page.keyboard.press('Space');
    await agreement.getByLabel('Op welke dag is dat afgesproken?').fill(dayIn(0));
    await facilitator.isAccessible();
    const { width, height } = page.viewportSize()!;
    await page.setViewportSize({ width: 320, height });
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await page.setViewportSize({ width, height });
    await agreement.getByRole('button', { name: 'Leg de afspraak vast' }).press('Enter');
    await page.getByText(/Versie 1 is afgesproken op .* door /).waitFor();
    await facilitator.isAccessible();
    await page.getByRole('button', { name: 'Bewonerseditie klaar melden' }).click();
    await page
      .getByText(/^De bewonerseditie van gedeeld beeld 1 is klaar gemeld/)
      .first()
      .waitFor();
    await facilitator.isAccessible();
    await facilitator.picture('09-plan');
    await advance('afgerond');
  });

  it.each([
    ['Gedeeld beeld', 'Onrust op het plein'],
    ['Plan van aanpak', 'Betere verlichting op het'],
  ])('facilitator: gets the %s as PDF', async (document, sentence) => {
    const { page } = facilitator;
    await facilitator.go(`${base}/reports`);
    const ask = page.getByRole('form', { name: 'Document aanvragen' });
    await ask.getByLabel('Welk document').selectOption({ label: document });
    await ask.getByRole('button').click();
    const link = page.getByRole('link', { name: new RegExp(`${document} downloaden`) }).first();
    await link.waitFor({ timeout: 30_000 });
    await facilitator.isAccessible();
    await facilitator.picture('10-documents');
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const file = await download.path();
    expect(checkPdf(readFileSync(file))).toEqual([]);
    const text = execFileSync('pdftotext', [file, '-'], { encoding: 'utf8' }).replace(/\s+/g, ' ');
    for (const part of [
      document,
      'Reis door Slotermeer',
      sentence,
      'Bron: CBS StatLine',
      'bevestigd door de cijfers',
      'Wijkpolitie Nieuw-West',
    ])
      expect(text).toContain(part);
    // what was said in a lane never reaches a document as it was said
    expect(text).not.toContain('Ik loop liever niet over het plein');
    const pages = Number(/Pages:\s+(\d+)/.exec(execFileSync('pdfinfo', [file], { encoding: 'utf8' }))![1]);
    expect(pages).toBeGreaterThanOrEqual(2);
    expect(pages).toBeLessThanOrEqual(12);
    if (process.env.WALKTHROUGH)
      execFileSync('pdftoppm', [
        '-r',
        '60',
        '-png',
        '-f',
        '1',
        '-l',
        '2',
        file,
        join(process.env.WALKTHROUGH, document === 'Gedeeld beeld' ? '11-shared-picture' : '12-plan'),
      ]);
  });

  it('other roles: the professional sees progress, the stakeholder receives, the administrator sees no trajectory', async () => {
    const professional = await product.signedIn('professional');
    await professional.go(base);
    await professional.page.getByRole('heading', { name: 'Reis door Slotermeer' }).waitFor();
    expect(await professional.page.textContent('main')).not.toContain('Onrust op het plein');
    await professional.isAccessible();
    const stakeholder = await product.signedIn('belanghebbende');
    await stakeholder.go(`${base}/reports`);
    await stakeholder.page
      .getByRole('link', { name: /Gedeeld beeld downloaden/ })
      .first()
      .waitFor();
    await stakeholder.isAccessible();
    const administrator = await product.signedIn('beheerder');
    await administrator.go('/trajectories');
    expect(await administrator.page.textContent('main')).not.toContain('Reis door Slotermeer');
    await administrator.isAccessible();
    await manager.go(base);
    expect(await manager.page.textContent('main')).not.toContain('Onrust op het plein');
  });
});
