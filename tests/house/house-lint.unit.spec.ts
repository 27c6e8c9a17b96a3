import { expect, test } from 'vitest';
import { circlesIn } from '../../scripts/house-lint/circles.ts';
import { wrongDoors } from '../../scripts/house-lint/feature-doors.ts';
import { literalTextIn } from '../../scripts/house-lint/literal-text.ts';
import { textAsHtmlIn, textAsHtmlInScript } from '../../scripts/house-lint/text-as-html.ts';
import { impureIn } from '../../scripts/house-lint/pure-domain.ts';

test.each([
  ['const now = Date.now();', 'the clock'],
  ['const today = new Date();', 'the clock'],
  ['const id = Math.random();', 'chance'],
  ['const id = crypto.randomUUID();', 'crypto'],
  ['if (process.env.TZ) skip();', 'process'],
  ['setTimeout(() => {}, 1);', 'setTimeout'],
  ['const now = Date();', 'the clock'],
  ["const now = Date['now']();", "Date['now']"],
  ['const { random } = Math;', '{ random }'],
  ['start({ clock: performance });', 'performance'],
  ['const wait = (later = setTimeout) => later;', 'setTimeout'],
])('the domain has no %s', (line, what) => {
  expect(impureIn(`\n${line}`)).toEqual([{ line: 2, what }]);
});

test('what comes in with a command is no clock, and neither is a name that is spelt alike', () => {
  expect(
    impureIn('const due = new Date(meta.now); Date.parse(due); const { process } = given; a.crypto; ({ fetch: 1 });'),
  ).toEqual([]);
});

test.each([
  ['<p>Opslaan</p>', 'Opslaan'],
  ['{#if open}<span>Dit is open</span>{/if}', 'Dit is open'],
  ['<img src="/a.png" alt="Kaart van de wijk" />', 'Kaart van de wijk'],
  ['<TextField label="Naam" bind:value={name} />', 'Naam'],
  ['<button aria-label="Sluit {what}"></button>', 'Sluit'],
  ["<p>{'Opslaan nu'}</p>", 'Opslaan nu'],
  ["<p>{isOpen ? m.open() : 'Gesloten'}</p>", 'Gesloten'],
  ['<p>{`Nog ${days}`}</p>', 'Nog'],
  ["<TextField label={'Naam'} />", 'Naam'],
])('a screen has no words of its own: %s', (component, words) => {
  expect(literalTextIn(component)).toEqual([{ line: 1, what: `"${words}" is written on the screen` }]);
});

test('a message, an address, a sign, a class or a style is no text', () => {
  expect(literalTextIn('<p class="wide muted" style:width="{w}px">{m.save()} · /join – HTTP {status}</p>')).toEqual([]);
});

test.each([
  ['<p>{@html text}</p>', '{@html}'],
  ['<div bind:innerHTML={text}></div>', 'innerHTML'],
  ['<iframe title="x" srcdoc={text}></iframe>', 'srcdoc'],
  ['<button onclick={() => (node.innerHTML = text)}></button>', 'innerHTML'],
  ['<script lang="ts">node.outerHTML = text;</script>', 'outerHTML'],
])('[K49] nobody’s text is HTML on a screen: %s', (component, what) => {
  expect(textAsHtmlIn(component)).toEqual([{ line: 1, what: `${what} shows a text as HTML` }]);
});

test.each([
  ["node['innerHTML'] = text;", 'innerHTML'],
  ["node.insertAdjacentHTML('beforeend', text);", 'insertAdjacentHTML'],
  ['document.write(text);', 'document.write'],
  ["new DOMParser().parseFromString(text, 'text/html');", 'parseFromString'],
  ['layer.bindTooltip(shape.label as string, { sticky: true });', 'bindTooltip'],
  ['marker.bindPopup(`<b>${text}</b>`);', 'bindPopup'],
  ['control.addAttribution(options.credit);', 'addAttribution'],
  ["import 'leaflet'; leaflet.divIcon({ html: `<span>${escaped(name)}</span>` });", 'the option html'],
])('[K49] nor in a script, nor through the map: %s', (source, what) => {
  expect(textAsHtmlInScript(source)).toEqual([{ line: 1, what: `${what} shows a text as HTML` }]);
});

test('[K49] what is made a node, or escaped where there is no other way, is none', () => {
  const source = `import 'leaflet';
    layer.bindTooltip(textNode(shape.label)); leaflet.divIcon({ html: textNode(name) });
    control.addAttribution(escaped(credit)); control.setPrefix(false); node.textContent = text;`;
  expect(textAsHtmlInScript(source)).toEqual([]);
});

test('features that reach one another in a circle are found, however long the way is', () => {
  const reaches = (ways: Record<string, string[]>): Map<string, Set<string>> =>
    new Map(Object.entries(ways).map(([from, to]) => [from, new Set(to)]));
  expect(circlesIn(reaches({ a: ['b', 'c'], b: ['c'], c: [] }))).toEqual([]);
  expect(circlesIn(reaches({ a: ['b'], b: ['c'], c: ['b'] }))).toEqual([['c', 'b', 'c']]);
  expect(circlesIn(reaches({ a: ['b'], b: ['c'], c: ['a'] }))).toHaveLength(1);
});

test('[E147] features meet at the one service that a module exports', () => {
  const text = (name: string, file: string): string =>
    `import { ${name} } from './${file}';\n@Module({ exports: [${name}] })`;
  const modules: Record<string, string> = { b: text('B', 'b.service.ts'), c: '@Module({})' };
  const wrong = (...to: string[]): string[] =>
    wrongDoors(
      to.map((each) => ({ from: 'a/a.ts', to: each })),
      (feature) => modules[feature]!,
    );
  expect(wrong('b/b.module.ts', 'b/b.service.ts', 'c/c.module.ts')).toEqual([]);
  expect(wrong('b/b.service.ts', 'b/view.ts')).toEqual(['b is entered by 2 doors: b/b.service.ts, b/view.ts']);
  const notExported = ', which is not the one service that its module exports';
  expect(wrong('b/other.service.ts')).toEqual([`b is entered by b/other.service.ts${notExported}`]);
  expect(wrong('c/c.service.ts')).toEqual([`c is entered by c/c.service.ts${notExported}`]);
});
