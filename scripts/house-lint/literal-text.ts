import { parse } from 'svelte/compiler';
import { type Found, lineOf } from './found.ts';

/** Attributes that people read or hear. */
const READ = new Set(
  'alt title placeholder label legend heading hint submit aria-label aria-description aria-roledescription aria-valuetext'.split(
    ' ',
  ),
);

/** Two letters or more that are no address, and no abbreviation that is the same in every language. */
const isWords = (text: string): boolean => /\p{L}{2,}/u.test(text.replace(/\/[\w/]+|\b[A-Z]{2,}\b/g, ''));

interface Node {
  readonly type: string;
  readonly start: number;
  readonly name?: string;
  readonly data?: string;
  readonly value?: readonly Node[] | Node | true;
}

/** Where a component has words of its own for people, which belong into the messages. */
export function literalTextIn(component: string): Found[] {
  const found: Found[] = [];
  const say = (node: Node, words: string): void => {
    const shown = words.trim().slice(0, 60);
    if (isWords(words))
      found.push({ line: lineOf(component, node.start), what: `"${shown}" is written on the screen` });
  };
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!isNode(node) || node.type === 'StyleDirective') return;
    if (node.type === 'Text') return say(node, node.data ?? '');
    if (node.type === 'Attribute') {
      if (READ.has(node.name ?? '')) say(node, wordsOf(node));
      return;
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'metadata') visit(child);
  };
  visit(parse(component, { modern: true }).fragment);
  return found;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

const wordsOf = ({ value }: Node): string =>
  Array.isArray(value) ? value.map((part: Node) => (part.type === 'Text' ? part.data : '')).join(' ') : '';
