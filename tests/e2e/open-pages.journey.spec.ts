import { ERRORS_PAGE, errorCatalogue, problemType } from '@buurtbalans/contracts';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { Product } from './product.ts';

let product: Product;

beforeAll(async () => {
  process.env['SECURITY_CONTACT'] = 'veilig@example.nl';
  product = await Product.start();
});
afterAll(async () => {
  delete process.env['SECURITY_CONTACT'];
  await product?.stop();
});

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

describe('the page that explains the codes of errors', () => {
  it('answers whoever asks, and has a place for each type that a problem can have', async () => {
    for (const accept of [BROWSER, '*/*', 'text/html', 'application/problem+json']) {
      const answer = await fetch(product.url + ERRORS_PAGE, { headers: { accept } });
      expect([accept, answer.status, answer.headers.get('content-type')]).toEqual([accept, 200, 'text/html']);
      const places = new Set([...(await answer.text()).matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
      const types = Object.keys(errorCatalogue).map((code) => new URL(problemType(code), answer.url));
      expect(types.filter(({ hash, pathname }) => pathname !== ERRORS_PAGE || !places.has(hash.slice(1)))).toEqual([]);
    }
  });

  it('is where a problem of the API leads, and says in both languages what helps', async () => {
    const refused = await fetch(`${product.url}/api/v1/me`);
    const { type } = (await refused.json()) as { type: string };
    const visitor = await product.visitor();
    onTestFinished(() => visitor.leave());
    await visitor.page.goto(new URL(type, refused.url).href);
    const place = visitor.page.locator(':target');
    await expect.poll(() => place.innerText()).toContain('AUTH.REQUIRED');
    expect(await place.locator('[lang=nl]').innerText()).toContain('U bent niet aangemeld');
    expect(await place.locator('[lang=en]').innerText()).toContain('You are not signed in');
    await visitor.isAccessible();
  });
});

describe('whom to tell of a weakness', () => {
  it('stands where RFC 9116 looks for it, and is valid for less than a year', async () => {
    const answer = await fetch(`${product.url}/.well-known/security.txt`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    const text = await answer.text();
    expect(text).toMatch(/^Contact: mailto:veilig@example\.nl$/m);
    const days = (Date.parse(/^Expires: (.+)$/m.exec(text)![1]!) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(30);
    expect(days).toBeLessThan(365);
  });
});
