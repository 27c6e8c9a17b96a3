import { afterAll, beforeAll, expect, it } from 'vitest';
import { Product } from './product.ts';

let product: Product;
beforeAll(async () => {
  product = await Product.start();
});
afterAll(() => product.stop());

it('browser and product show one clock, the one that the run was asked for, and it goes on', async () => {
  const started = Date.parse(process.env.TEST_CLOCK_STARTS ?? new Date().toISOString());
  const { page } = await product.visitor();
  const answer = await page.goto('/');
  const inBrowser = () => page.evaluate<number>('Date.now()');
  const first = await inBrowser();
  const clocks = [
    Date.now(),
    first,
    await page.evaluate<number>('new Date().getTime()'),
    await page.evaluate<number>('Date.parse(Date())'),
    Date.parse(answer!.headers().date!),
  ];
  for (const clock of clocks) expect(Math.abs(clock - started)).toBeLessThan(3_600_000);
  expect(Math.max(...clocks) - Math.min(...clocks)).toBeLessThan(60_000);
  await expect.poll(inBrowser).toBeGreaterThan(first);
});
