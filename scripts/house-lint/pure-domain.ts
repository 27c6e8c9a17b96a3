import ts from 'typescript';
import { type Found, lineOf } from './found.ts';

/** Names by which a decision would be another one, asked twice. */
const OUTSIDE = new Set(
  'performance crypto process fetch setTimeout setInterval setImmediate queueMicrotask globalThis'.split(' '),
);
const READINGS = new Map([
  ['Date.now', 'the clock'],
  ['Math.random', 'chance'],
]);

/** Where a source of the domain reads the clock, chance or its surroundings: these come in with the command. */
export function impureIn(text: string): Found[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const found: Found[] = [];
  const visit = (node: ts.Node): void => {
    const what = readingOf(node);
    if (what) found.push({ line: lineOf(text, node.getStart()), what });
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function readingOf(node: ts.Node): string | undefined {
  if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length) return 'the clock';
  if (ts.isPropertyAccessExpression(node)) return READINGS.get(node.getText());
  return ts.isIdentifier(node) && OUTSIDE.has(node.text) && isRead(node) ? node.text : undefined;
}

// not a name of its own that is spelt alike: a property, a parameter
const isRead = (name: ts.Identifier): boolean =>
  !(
    (ts.isPropertyAccessExpression(name.parent) && name.parent.name === name) ||
    ts.isPropertyAssignment(name.parent) ||
    ts.isPropertySignature(name.parent) ||
    ts.isParameter(name.parent) ||
    ts.isBindingElement(name.parent)
  );
