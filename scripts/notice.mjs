// `npm run docs:notice` writes the list of packages in NOTICE anew from the lockfile; `--check` says whether it is current.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './node24.mjs';

/** What the screens are built with, and nothing of it reaches anybody; all else that they are built of does. */
const ONLY_BUILDS = /^(@types\/.*|@sveltejs\/vite-plugin-svelte|@inlang\/plugin-message-format|svelte-check|vite)$/;
/** What that brings along into the built screens and the small server before them. */
const COMES_WITH_IT = [
  '@polka/url',
  'clsx',
  'cookie',
  'devalue',
  'esm-env',
  'mrmime',
  'set-cookie-parser',
  'sirv',
  'totalist',
];
/** Licences under which something may come along with a product under EUPL-1.2. */
const FITS =
  /^(0BSD|Apache-2\.0|BlueOak-1\.0\.0|BSD-[23]-Clause|CC0-1\.0|EUPL-1\.2|ISC|MIT|MIT-0|OFL-1\.1|Python-2\.0|Unlicense|Zlib)$/;
/** Packages that name no licence in a way that a machine reads, and what their licence file says. */
const BY_HAND = { 'png-js': 'MIT' };
const MARK = '## Packages\n';

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
const nameOf = (path) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

/** What is installed where nothing is built or tested, and what the screens are built of. */
function bundled() {
  const installed = Object.entries(packages)
    .filter(([path, { link, dev, devOptional }]) => path.includes('node_modules/') && !link && !dev && !devOptional)
    .map(([path]) => path);
  const screens = Object.keys(packages['apps/session-kit'].devDependencies).filter((name) => !ONLY_BUILDS.test(name));
  return new Set([...installed, ...[...screens, ...COMES_WITH_IT].map((name) => `node_modules/${name}`)]);
}

function licenceOf(path) {
  const own = join(root, path, 'package.json');
  return (
    packages[path].license ??
    BY_HAND[nameOf(path)] ??
    (existsSync(own) ? JSON.parse(readFileSync(own, 'utf8')).license : undefined) ??
    'unknown'
  );
}

const lines = new Set();
const unfit = [];
for (const path of bundled()) {
  const licence = licenceOf(path);
  const parts = licence.replaceAll(/[()]/g, '').split(/ AND | OR /);
  const fits = licence.includes(' OR ')
    ? parts.some((part) => FITS.test(part))
    : parts.every((part) => FITS.test(part));
  if (!fits) unfit.push(`${nameOf(path)}: ${licence}`);
  lines.add(`- ${nameOf(path)} ${packages[path].version} (${licence})`);
}
const file = join(root, 'NOTICE');
const before = readFileSync(file, 'utf8');
const after = `${before.slice(0, before.indexOf(MARK) + MARK.length)}\n${[...lines].toSorted().join('\n')}\n`;
if (unfit.length > 0) console.error(`licences that do not fit:\n${unfit.join('\n')}`);
if (!process.argv.includes('--check')) writeFileSync(file, after);
else if (before !== after) console.error('NOTICE is not current: npm run docs:notice');
process.exitCode = unfit.length > 0 || (process.argv.includes('--check') && before !== after) ? 1 : 0;
