import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
const read = (...path: string[]): string => readFileSync(join(ROOT, ...path), 'utf8');

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
const manifest = (...folder: string[]): Manifest => JSON.parse(read(...folder, 'package.json')) as Manifest;

const product = manifest();
const rooms = ['apps', 'packages'].flatMap((side) =>
  readdirSync(join(ROOT, side))
    .filter((name) => existsSync(join(ROOT, side, name, 'package.json')))
    .map((name) => manifest(side, name)),
);
/** Parts of a version as numbers, so that 0.10.0 comes after 0.9.0. */
const newest = (versions: string[]): string | undefined =>
  versions.toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true })).at(-1);

it('every package has the version of the product, asks for that version of the others, and names the licence', () => {
  expect(rooms.length).toBeGreaterThan(10);
  for (const { name, version, license, dependencies, devDependencies } of [product, ...rooms]) {
    expect([name, version, license]).toEqual([name, product.version, 'EUPL-1.2']);
    const asked = Object.entries({ ...dependencies, ...devDependencies }).filter(([other]) =>
      other.startsWith('@buurtbalans/'),
    );
    expect([name, asked.filter(([, wanted]) => wanted !== product.version)]).toEqual([name, []]);
  }
});

it('the lockfile has the same versions', () => {
  const { version, packages } = JSON.parse(read('package-lock.json')) as {
    version: string;
    packages: Record<string, Manifest>;
  };
  const own = Object.entries(packages).filter(([path]) => /^(apps|packages)\/[^/]+$/.test(path));
  expect(own.length).toBe(rooms.length);
  for (const [path, { version: kept }] of own) expect([path, kept]).toEqual([path, product.version]);
  expect([version, packages['']?.version]).toEqual([product.version, product.version]);
});

it('the newest journal of a release, the changelog and publiccode.yml tell that version', () => {
  const journals = readdirSync(join(ROOT, 'packages/domain/src/trajectory/golden')).flatMap((file) =>
    file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : [],
  );
  const changelog = read('CHANGELOG.md');
  const told = [...changelog.matchAll(/^## (\d+\.\d+\.\d+) · (\d{4}-\d\d-\d\d)$/gm)];
  const released = told.map(([, version]) => version!);
  expect(newest(released)).toBe(product.version);
  expect(released.filter((version) => !journals.includes(version))).toEqual([]);
  // a new kind of event has its journal at once, under the version that comes next
  const ahead = journals.filter((version) => !released.includes(version));
  expect(ahead.length).toBeLessThanOrEqual(changelog.includes('\n## Not released yet\n') ? 1 : 0);
  expect(newest(journals)).toBe(ahead[0] ?? product.version);
  const code = read('publiccode.yml');
  expect(code).toContain(`\nsoftwareVersion: '${product.version}'\n`);
  expect(code).toContain(`\nreleaseDate: '${told[0]?.[2]}'\n`);
  expect(code).toContain(`\n  license: ${product.license}\n`);
});
