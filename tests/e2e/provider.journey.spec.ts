import { freePort } from '@buurtbalans/embedded';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { CLIENT, TestProvider } from '../../apps/engine/src/people/provider/provider.testing.ts';
import { Product, type Visitor } from './product.ts';

let address: string;
let provider: TestProvider;
let product: Product;
let visitor: Visitor;

beforeAll(async () => {
  const port = await freePort();
  address = `http://localhost:${port}`;
  provider = await TestProvider.start(`${address}/sign-in/callback`);
  const settings = {
    PUBLIC_URL: address,
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: CLIENT.id,
    OIDC_CLIENT_SECRET: CLIENT.secret,
    OIDC_SCOPE: 'openid profile email groups',
    OIDC_LABEL: 'Voorbeeldstad',
    OIDC_GROUP_ROLES: 'bb-begeleiding=facilitator',
  };
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  const theirs = { email: 'anna@voorbeeldstad.example', email_verified: true, name: 'Anna van Elders' };
  provider.people.set('anna', { ...theirs, groups: ['bb-begeleiding'] });
  provider.people.set('bert', { ...theirs, email: 'bert@voorbeeldstad.example', groups: ['bb-kantine'] });
  product = await Product.start(port);
  visitor = await product.visitor({ width: 1280, height: 900 }, { baseURL: address });
  // its own page asks for letters elsewhere
  await visitor.page.context().route(/googleapis/, (route) => route.abort());
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await product?.stop();
  await provider?.stop();
});

const shows = (text: string) => expect.poll(() => visitor.page.locator('main').innerText()).toContain(text);

/** From our page by the button, and on the provider's own as somebody, who agrees where it asks for that. */
async function signIn(name: string): Promise<void> {
  const { page } = visitor;
  await page.getByRole('link', { name: /Voorbeeldstad/ }).click();
  await page.waitForURL((url) => url.origin === provider.issuer);
  await page.getByPlaceholder('Enter any login').fill(name);
  await page.getByPlaceholder('and password').fill('any');
  await page.getByRole('button', { name: 'Sign-in' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.waitForURL((url) => url.origin !== provider.issuer);
}

/** The provider goes on knowing who signed in there; another somebody begins without that. */
const asSomebodyElse = () => visitor.page.context().clearCookies({ domain: '127.0.0.1' });

it('[E297] somebody of the organisation comes in by the button, to where they were going, and signs out', async () => {
  const { page } = visitor;
  await visitor.go('/trajectories');
  await page.waitForURL('**/sign-in?next=*');
  await visitor.isAccessible();
  const cameBack = page.waitForRequest('**/sign-in/callback?*');
  await signIn('anna');
  await page.waitForURL('**/trajectories');
  // an address that was used signs nobody in again, and shows whoever is in what they came for
  await page.goto((await cameBack).url());
  await page.waitForURL((url) => url.pathname === '/');
  await expect.poll(() => page.locator('header').innerText()).toContain('Anna van Elders');
  await page.getByRole('button', { name: 'Afmelden' }).click();
  await page.waitForURL('**/sign-in');
  await page.goto('/trajectories');
  await page.waitForURL('**/sign-in?next=*');
});

it('[E297] a page elsewhere signs nobody in, and a stale answer is told as such', async () => {
  const { page } = visitor;
  // whoever is led to it by a page of another site is asked to press the button
  await page.goto(`${provider.issuer}/.well-known/openid-configuration`);
  await page.evaluate(`location.href = '${address}/sign-in/provider?next=/admin'`);
  await page.waitForURL('**/sign-in?next=*');
  await page.goto('/sign-in/callback?code=x&state=y');
  await shows('Dit aanmelden is niet in deze browser begonnen');
  await visitor.isAccessible();
});

it('[E297] who has no group, breaks off or was disabled reads why, in their language', async () => {
  const { page } = visitor;
  await page.getByRole('link', { name: 'Terug naar aanmelden' }).click();
  await asSomebodyElse();
  await signIn('bert');
  await shows('U hebt geen toegang tot Buurtbalans');
  await asSomebodyElse();
  await visitor.go('/sign-in');
  await page.getByRole('link', { name: 'Aanmelden met Voorbeeldstad' }).click();
  await page.getByRole('link', { name: 'Cancel' }).click();
  await shows('U of de aanmelddienst heeft het aanmelden afgebroken');

  const administrator = await product.signedIn('beheerder');
  await administrator.go('/people');
  await administrator.page.getByRole('button', { name: 'Account van Anna van Elders wijzigen' }).click();
  await administrator.page.getByLabel('Mag zich niet meer aanmelden').check();
  await administrator.page.getByRole('button', { name: 'Opslaan' }).click();
  await expect.poll(() => administrator.page.getByRole('dialog').innerText()).toContain('Opgeslagen');
  await administrator.leave();
  await visitor.go('/sign-in');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('link', { name: 'Sign in with Voorbeeldstad' }).waitFor();
  await signIn('anna');
  await shows('Your account is disabled');
});
