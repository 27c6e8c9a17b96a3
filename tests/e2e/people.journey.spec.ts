import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MailServerUnderTest } from '../../apps/worker/src/mail/under-test/mail-server.testing.ts';
import { Keyboard } from './keyboard.ts';
import { Product, type Visitor } from './product.ts';

const [NAME, ADDRESS] = ['Noël de Vries', 'noel@gemeente.example.nl'];
const [PASSWORD, ANOTHER] = ['een fiets met lantaarn', 'vier bomen langs de gracht'];

let product: Product;
let server: MailServerUnderTest;
let administrator: Visitor;
let newcomer: Visitor;

beforeAll(async () => {
  server = await new MailServerUnderTest().start();
  // what engine and worker are told by their environment
  Object.assign(process.env, {
    SMTP_URL: server.url,
    MAIL_FROM: 'Buurtbalans <buurtbalans@example.nl>',
    PUBLIC_URL: 'https://buurtbalans.example.nl',
  });
  product = await Product.start();
  [administrator, newcomer] = [await product.signedIn('beheerder'), await product.visitor()];
});
afterAll(async () => {
  for (const name of ['SMTP_URL', 'MAIL_FROM', 'PUBLIC_URL']) delete process.env[name];
  await product?.stop();
  await server?.stop();
});

const LINK = /https:\/\/buurtbalans\.example\.nl(\/invitation\/[\w-]{43})/;

/** The link in a mail that came, on the product as it runs here; others may have come beside it, such as word of a new password. */
async function mailedLink(): Promise<string> {
  const found = () => server.taken.filter(({ parsed }) => LINK.test(parsed.text ?? ''));
  // a mail server that was not there for a moment is tried again after a while
  await expect.poll(() => found().length, { timeout: 150_000 }).toBe(1);
  const [mail] = found();
  server.empty();
  expect(mail!.to).toBe(ADDRESS);
  return LINK.exec(mail!.parsed.text ?? '')![1]!;
}

describe('an administrator', () => {
  it('is led to organisations and people by an empty work page', async () => {
    const { page } = administrator;
    await page.getByRole('heading', { name: 'Uw werk als beheerder' }).waitFor();
    await administrator.isAccessible();
    await page.getByRole('link', { name: 'Voeg de organisaties toe' }).click();
    await page.waitForURL('**/organisations');
    await page.getByRole('searchbox', { name: 'Naam of contact' }).fill('POLITIE');
    await page.getByRole('button', { name: 'Zoeken' }).click();
    await page.waitForURL(/text=POLITIE/);
    await page.getByRole('row', { name: /Politie/ }).waitFor();
    await administrator.isAccessible();
    await page.getByRole('searchbox', { name: 'Naam of contact' }).fill('bestaat niet');
    await page.getByRole('button', { name: 'Zoeken' }).click();
    await page.getByText('Geen organisatie gevonden').waitFor();
  });

  it('invites somebody by e-mail with the keyboard alone', async () => {
    const { page } = administrator;
    await administrator.go('/people');
    expect(await page.getByText('Iemand uitnodigen', { exact: true }).count()).toBe(1);
    await administrator.isAccessible();
    const keyboard = new Keyboard(page);
    await keyboard.to('Iemand uitnodigen');
    await keyboard.press('Enter');
    await keyboard.to('Naam');
    await keyboard.type(NAME);
    await keyboard.to('E-mailadres');
    await keyboard.type(ADDRESS);
    await keyboard.to('Rol');
    await keyboard.type('Belang');
    await keyboard.to('Hoe krijgt deze persoon de link?');
    await keyboard.type('Per');
    await keyboard.to('Uitnodigen');
    await keyboard.press('Enter');
    await page.getByText(`De link gaat per e-mail naar ${NAME}`).waitFor();
    await administrator.isAccessible();
  });

  it('finds people without marks and capitals, by state too, and the address keeps it', async () => {
    const { page } = administrator;
    await page.getByRole('searchbox', { name: 'Naam of e-mailadres' }).fill('NOEL');
    await page.getByRole('form', { name: 'Zoeken in accounts' }).getByLabel('Stand').selectOption('Uitgenodigd');
    await page.getByRole('button', { name: 'Zoeken' }).click();
    await page.waitForURL(/text=NOEL/);
    await page.getByRole('row', { name: new RegExp(NAME) }).waitFor();
    expect(await page.getByRole('row').count()).toBe(2);
    await administrator.go(new URL(page.url()).pathname + new URL(page.url()).search);
    await page.getByRole('row', { name: new RegExp(NAME) }).waitFor();
  });
});

describe('whoever was invited', () => {
  it('takes the account by the link of the mail', async () => {
    const { page } = newcomer;
    await newcomer.go(await mailedLink());
    await newcomer.isAccessible();
    await page.getByLabel('Nieuw wachtwoord').fill(PASSWORD);
    await page.getByRole('button', { name: 'Account in gebruik nemen' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await newcomer.isAccessible();
  });

  it('changes name and language, and sees where they are signed in', async () => {
    const { page } = newcomer;
    await newcomer.go('/account');
    await newcomer.isAccessible();
    await page.getByLabel('Naam', { exact: true }).fill(`${NAME} MSc`);
    await page.getByLabel('Taal van de schermen').selectOption('English');
    await page.getByRole('button', { name: 'Opslaan', exact: true }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();
    await page.getByRole('heading', { name: 'Your data' }).waitFor();
    await newcomer.go('/account');
    await page.getByLabel('Language of the screens').selectOption('Nederlands');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('heading', { name: 'Uw account' }).waitFor();
    expect(await page.getByText('Dit is deze browser').count()).toBe(1);
  });

  it('saves everything that is kept of them, and nothing of others', async () => {
    const { page } = newcomer;
    await newcomer.go('/account');
    const saving = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Uw gegevens opslaan' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toBe('buurtbalans-mijn-gegevens.json');
    const text = await readFile(await file.path(), 'utf8');
    const saved = JSON.parse(text) as Record<string, Record<string, unknown>>;
    expect(saved['Account']).toMatchObject({ Naam: `${NAME} MSc`, 'E-mailadres': ADDRESS, Rol: 'Belanghebbende' });
    expect(saved['Wat anderen met uw account deden']).toMatchObject([{ 'Door iemand met de rol': 'Beheerder' }]);
    expect(text).not.toContain('voorbeeld.test');
  });

  it('changes the password, forgets it, and has a link for another mailed', async () => {
    const { page } = newcomer;
    await page.getByLabel('Huidig wachtwoord').fill('iets heel anders');
    await page.getByLabel('Nieuw wachtwoord').fill(ANOTHER);
    await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
    await page.getByText('Uw huidige wachtwoord klopt niet').waitFor();
    await page.getByLabel('Huidig wachtwoord').fill(PASSWORD);
    await page.getByRole('button', { name: 'Wachtwoord wijzigen' }).click();
    await page.getByText('Uw wachtwoord is gewijzigd').waitFor();
    await newcomer.isAccessible();
    await page.getByRole('button', { name: 'Afmelden' }).first().click();
    await page.waitForURL('**/sign-in');
    await page.getByRole('link', { name: 'Wachtwoord vergeten?' }).click();
    await page.getByRole('heading', { name: 'Wachtwoord vergeten' }).waitFor();
    await newcomer.isAccessible();
    await page.getByLabel('E-mailadres').fill(ADDRESS.toUpperCase());
    await page.getByRole('button', { name: 'Stuur een link' }).click();
    await page.getByText('Kijk in uw e-mail').waitFor();
    await newcomer.go(await mailedLink());
    await page.getByRole('heading', { name: 'Een nieuw wachtwoord kiezen' }).waitFor();
    await newcomer.isAccessible();
    await page.getByRole('textbox', { name: 'Nieuw wachtwoord' }).fill('drie eenden op het water');
    await page.getByRole('button', { name: 'Wachtwoord opslaan' }).click();
    await page.waitForURL((url) => url.pathname === '/');
  });
});

describe('a trajectory under objection', () => {
  it('is held by an administrator with a reason, is seen on its page, and is let go', async () => {
    const { page } = administrator;
    await administrator.go('/admin/keeping');
    await administrator.isAccessible();
    await page.getByRole('button', { name: /Slotermeer-Noordoost vasthouden/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Waarom houdt u dit traject vast?').fill('Bezwaar tegen de uitkomst');
    await dialog.getByRole('button', { name: 'Vasthouden' }).click();
    await dialog.getByText('Het traject is vastgehouden').waitFor();
    await administrator.isAccessible();
    await administrator.go('/admin/keeping?held=true');
    await page.getByText('Reden: Bezwaar tegen de uitkomst').waitFor();

    const manager = await product.signedIn('programmamanager');
    await manager.go('/trajectories');
    await manager.page.getByRole('link', { name: 'Slotermeer-Noordoost' }).first().click();
    await manager.page.getByText('Bezwaar tegen de uitkomst').waitFor();
    await manager.page.getByText('Vasthouden of loslaten').click();
    await manager.page.getByRole('button', { name: 'Loslaten' }).click();
    await manager.page.getByText('Het traject is losgelaten').waitFor();
    await manager.isAccessible();

    await administrator.go('/admin/audit?kind=retention');
    await page.getByText('Liet een traject los').waitFor();
    await page.getByText('Hield een traject vast').waitFor();
  });
});
