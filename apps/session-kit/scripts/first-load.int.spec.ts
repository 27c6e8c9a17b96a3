import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIRST_LOAD_LIMIT, FIRST_PAGES, firstLoad, totalOf } from './first-load.ts';

// of the built session kit, as `npm install` leaves it
const root = join(import.meta.dirname, '..');
const client = join(root, '.svelte-kit/output/client');

describe.each(FIRST_PAGES)('the first load of /%s', (page) => {
  const sizes = firstLoad(root, page);
  const scripts = [...sizes.keys()].map((file) => readFileSync(join(client, file), 'utf8')).join('\n');

  it('stays under the limit of compressed script', () => {
    expect(sizes.size).toBeGreaterThan(5);
    expect(totalOf(sizes)).toBeLessThanOrEqual(FIRST_LOAD_LIMIT);
  });

  it('brings neither the map nor the schemas along', () => {
    expect(scripts).not.toContain('leaflet-container');
    expect(scripts).not.toContain('ZodError');
  });

  it('brings no texts along that only the staff read', () => {
    const texts = JSON.parse(readFileSync(join(root, 'messages/nl.json'), 'utf8')) as Record<string, string>;
    expect(scripts).not.toContain(texts['block_actionsNone']);
    // control: those of the frame are there
    expect(scripts).toContain(texts['skip_to_content']);
  });
});
