import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './infra-files.ts';

/** How product code asks its environment for a variable. */
const ASKED = [
  /\b(?:process\.env|environment|settings)(?:\.|\[')([A-Z][A-Z0-9_]+)\b/g,
  // a schema of the environment
  /^ {2}([A-Z][A-Z0-9_]+): z\b/gm,
];
const TAKEN_APART = /\{([^{}]*)\}\s*=\s*(?:process\.env|environment|settings)\b/g;

/** Variables that the product files of these folders read from their environment. */
export function variablesOf(...folders: readonly string[]): string[] {
  const files = folders.flatMap((folder) =>
    globSync(`${folder}/**/*.{ts,svelte}`, { cwd: ROOT }).filter((file) => !/\.(spec|testing)\.ts$/.test(file)),
  );
  const names = files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), 'utf8');
    return [
      ...ASKED.flatMap((pattern) => [...text.matchAll(pattern)].map(([, name]) => name!)),
      ...[...text.matchAll(TAKEN_APART)].flatMap(([, inside]) =>
        [...inside!.matchAll(/(?:^|,)\s*([A-Z][A-Z0-9_]+)\b/g)].map(([, name]) => name!),
      ),
    ];
  });
  return [...new Set(names)].toSorted();
}
