import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIRST_LOAD_LIMIT, FIRST_PAGES, firstLoad, totalOf } from './first-load.ts';

// of the built session kit, as `npm install` leaves it
const root = join(import.meta.dirname, '..');
const client = join(root, '.svelte-kit/output/client');

describe.each(FIRST_PAGES)('the first load of /%s', (page) => {
  const sizes = firstLoad(root, page);

  it('stays under the limit of compressed script', () => {
    expect(sizes.size).toBeGreaterThan(5);
    expect(totalOf(sizes)).toBeLessThanOrEqual(FIRST_LOAD_LIMIT);
  });

  it('brings neither the map nor the schemas along', () => {
    const scripts = [...sizes.keys()].map((file) => readFileSync(join(client, file), 'utf8')).join('\n');
    expect(scripts).not.toContain('leaflet-container');
    expect(scripts).not.toContain('ZodError');
  });
});
