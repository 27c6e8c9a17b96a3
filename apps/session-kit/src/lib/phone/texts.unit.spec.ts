import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PARTICIPANT_LANGUAGES } from '@buurtbalans/domain';
import { describe, expect, it } from 'vitest';

const kit = join(import.meta.dirname, '../../..');
const src = join(kit, 'src');
const below = (folder: string): string[] =>
  readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
/** Everything that stands on the participants' own pages; what only staff see in the frame around them is left out. */
const files = [
  ...below('lib/phone'),
  ...below('routes/join'),
  ...below('routes/participant'),
  'routes/+error.svelte',
  'hooks.client.ts',
  'lib/PageTitle.svelte',
  'lib/map/PlacePicker.svelte',
  'lib/map/MapView.svelte',
  'lib/contributions/kinds.ts',
  'lib/contributions/CardAbout.svelte',
  'lib/contributions/card-marks.ts',
  'lib/contributions/item-names.ts',
  'lib/texts/session/task-texts.ts',
  'lib/texts/session/fist-to-five.ts',
  'lib/line/ConnectionLight.svelte',
  'lib/store/KeepsNothing.svelte',
  'lib/texts/theme-names.ts',
  'lib/commands/problem-from.ts',
].filter((name) => /\.(svelte|ts)$/.test(name) && !name.includes('.spec.'));
const ELSEWHERE = ['error_back_home'];
const IN_FRAME = [
  'app_name',
  'skip_to_content',
  'nav_label',
  'footer_text',
  'offline_title',
  'offline_advice_participant',
  'language_label',
];
const used = [
  ...new Set([
    ...files.flatMap((file) =>
      [...readFileSync(join(src, file), 'utf8').matchAll(/\bm\.([a-z0-9_]+)/g)].map((match) => match[1]!),
    ),
    ...IN_FRAME,
  ]),
].filter((key) => !ELSEWHERE.includes(key));

/** A text, or its variants by number: one of something and more. */
type Text = string | readonly { readonly match: Readonly<Record<string, string>> }[];

function catalogue(language: string): Record<string, Text> {
  const names = readdirSync(join(kit, 'messages')).filter((name) => name.startsWith(`${language}.`));
  return Object.assign(
    {},
    ...names.map((name) => JSON.parse(readFileSync(join(kit, 'messages', name), 'utf8'))),
  ) as Record<string, Text>;
}
const variants = (text: Text | undefined): string[] =>
  typeof text === 'string' ? [text] : (text ?? []).flatMap(({ match }) => Object.values(match));
const placeholders = (text: Text | undefined): string[] =>
  [
    ...new Set(variants(text).flatMap((variant) => [...variant.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!))),
  ].sort();

describe.each(PARTICIPANT_LANGUAGES)('texts for participants in %s', (language) => {
  const texts = catalogue(language);
  const dutch = catalogue('nl');

  it('are all there', () => {
    expect(used.length).toBeGreaterThan(150);
    expect(used.filter((key) => !texts[key])).toEqual([]);
  });

  it('name the same values as the Dutch ones', () => {
    expect(used.filter((key) => String(placeholders(texts[key])) !== String(placeholders(dutch[key])))).toEqual([]);
  });

  it('are in that language', () => {
    if (language === 'nl') return;
    // names and a few words that are the same in two languages
    const same = used.filter(
      (key) =>
        String(variants(texts[key])) === String(variants(dutch[key])) &&
        /[a-z]{3}/i.test(String(variants(dutch[key])).replaceAll(/\{\w+\}/g, '')),
    );
    expect(same.length).toBeLessThan(12);
  });
});
