import { existsSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { LogFields } from '@buurtbalans/logging';
import { ROOT } from '../options.ts';

/**
 * What may be logged of lines that a program printed and no logger wrote, such as the last words of Node itself: how many
 * there were, a code of Node, and places that are files of the product. Anything else could be what somebody wrote.
 */
export function printedFields(text: string): LogFields {
  const places = [...text.matchAll(/((?:file:\/\/)?\/[^\s():]+):(\d+):(\d+)/g)].flatMap(
    ([, where = '', line, column]) => {
      const file = where.startsWith('file:') && URL.canParse(where) ? fileURLToPath(where) : where;
      const inside = relative(ROOT, file);
      return inside.startsWith('..') || !existsSync(file) ? [] : [`    at ${file}:${line}:${column}`];
    },
  );
  const code = /heap out of memory/.test(text) ? 'OUT_OF_MEMORY' : /\bERR_[A-Z_]{3,50}\b/.exec(text)?.[0];
  return {
    count: text.split('\n').filter((line) => line.trim() !== '').length,
    code,
    frames: places.length > 0 ? [...new Set(places)].slice(0, 10).join('\n') : undefined,
  };
}
