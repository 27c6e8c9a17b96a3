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

/** The parts of an expression that can hold a text. */
interface Expression {
  readonly type: string;
  readonly value?: unknown;
  readonly consequent?: Expression;
  readonly alternate?: Expression;
  readonly left?: Expression;
  readonly right?: Expression;
  readonly quasis?: readonly { readonly value: { readonly cooked?: string } }[];
}

interface Node {
  readonly type: string;
  readonly start: number;
  readonly name?: string;
  readonly data?: string;
  readonly value?: readonly Node[] | Node | true;
  readonly expression?: Expression;
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
    if (node.type === 'ExpressionTag') return wordsIn(node.expression).forEach((words) => say(node, words));
    if (node.type === 'Attribute') {
      if (!READ.has(node.name ?? '')) return;
      const value = node.value;
      for (const part of Array.isArray(value) ? (value as Node[]) : isNode(value) ? [value] : [])
        for (const words of part.type === 'Text' ? [part.data ?? ''] : wordsIn(part.expression)) say(node, words);
      return;
    }
    for (const [key, child] of Object.entries(node)) if (key !== 'metadata') visit(child);
  };
  visit(parse(component, { modern: true }).fragment);
  return found;
}

const isNode = (value: unknown): value is Node => typeof (value as Node | null)?.type === 'string';

/** The texts that an expression shows as they are: by itself, by a choice, or around what it puts into them. */
function wordsIn(expression: Expression | undefined): string[] {
  switch (expression?.type) {
    case 'Literal':
      return typeof expression.value === 'string' ? [expression.value] : [];
    case 'ConditionalExpression':
      return [...wordsIn(expression.consequent), ...wordsIn(expression.alternate)];
    case 'LogicalExpression':
      return [...wordsIn(expression.left), ...wordsIn(expression.right)];
    case 'TemplateLiteral':
      return expression.quasis?.map(({ value }) => value.cooked ?? '') ?? [];
    default:
      return [];
  }
}
