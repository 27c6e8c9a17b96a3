import { Secret, TOTP } from 'otpauth';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Keyboard } from './keyboard.ts';
import { Product, type Visitor } from './product.ts';

const EMAIL = 'onderzoeksadviseur@voorbeeld.test';
const PASSWORD = 'buurtbalans-voorbeeld';
const SETTING_UP = '/account/second-step';
let product: Product;
let owner: Visitor;
let page: Page;
let keyboard: Keyboard;
let codes: string[];

beforeAll(async () => {
  product = await Product.start();
  owner = await product.visitor({ width: 320, height: 800 });
  ({ page } = owner);
  keyboard = new Keyboard(page);
});
afterAll(() => product?.stop());

/** Types the password at the sign-in page, with the keyboard alone. */
async function typePassword(): Promise<void> {
  await owner.go('/sign-in');
  await keyboard.to('E-mailadres');
  await keyboard.type(EMAIL);
  await keyboard.to('Wachtwoord');
  await keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
}
const arrives = (path: string) => page.waitForURL((url) => url.pathname === path);

it('[E305] somebody turns it on with the keyboard alone on a narrow screen: password, app, code, recovery codes', async () => {
  await typePassword();
  await arrives('/');
  await owner.go('/account');
  await keyboard.to('Tweede stap aanzetten');
  await page.keyboard.press('Enter');
  await arrives(SETTING_UP);
  await owner.isAccessible();
  await keyboard.to('Huidig wachtwoord');
  await keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('img', { name: 'QR-code' }).waitFor();
  expect(await page.getByRole('link', { name: 'Openen in een app' }).getAttribute('href')).toMatch(
    /^otpauth:\/\/totp\//,
  );
  await owner.isAccessible();
  const secret = Secret.fromBase32((await page.locator('main code').innerText()).replaceAll(' ', ''));
  await keyboard.to('Code');
  await keyboard.type(TOTP.generate({ secret }));
  await page.keyboard.press('Enter');
  await page.getByText('Bewaar deze herstelcodes').waitFor();
  codes = await page.locator('main ol code').allInnerTexts();
  expect(codes).toHaveLength(10);
  await owner.isAccessible();
  await keyboard.to('Ik heb ze bewaard, verder');
  await page.keyboard.press('Enter');
  await arrives('/');
});

it('[E300] the password alone leads to the second step and nowhere else; a recovery code leads in', async () => {
  await page.context().clearCookies();
  await typePassword();
  await arrives('/sign-in/code');
  await owner.isAccessible();
  await owner.go('/account');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await owner.go('/sign-in/code');
  await keyboard.to('Code');
  await keyboard.type('000000');
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  await keyboard.to('Ik heb mijn app niet bij me');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Herstelcode' }).waitFor();
  await owner.isAccessible();
  await keyboard.to('Herstelcode');
  await keyboard.type(codes[0]!.toLowerCase().replaceAll('-', ' '));
  await page.keyboard.press('Enter');
  await arrives('/');
  await owner.go('/account');
  await page.getByText('Herstelcodes die u nog kunt gebruiken: 9').waitFor();
  await owner.isAccessible();
});

it('[E306] an administrator takes it away at Mensen, and the password is enough again', async () => {
  const administrator = await product.signedIn('beheerder');
  await administrator.go('/people');
  await administrator.page
    .getByRole('row')
    .filter({ hasText: EMAIL })
    .getByRole('button', { name: /wijzigen/i })
    .click();
  const dialog = administrator.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Tweede stap weghalen' }).click();
  await dialog.getByText(/De tweede stap van .* is weg/).waitFor();
  await administrator.isAccessible();
  await owner.go('/account');
  expect(new URL(page.url()).pathname).toBe('/sign-in');
  await typePassword();
  await arrives('/');
});
