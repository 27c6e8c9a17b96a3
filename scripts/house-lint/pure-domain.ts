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

/** What is taken from these by another way than by its name is not seen, so none is. */
const NAMESPACES = /^(Date|Math)$/;

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
  if (ts.isCallExpression(node) && node.expression.getText() === 'Date') return 'the clock';
  if (ts.isPropertyAccessExpression(node)) return READINGS.get(node.getText());
  if (ts.isElementAccessExpression(node) && NAMESPACES.test(node.expression.getText())) return node.getText();
  if (
    ts.isVariableDeclaration(node) &&
    ts.isObjectBindingPattern(node.name) &&
    NAMESPACES.test(node.initializer?.getText() ?? '')
  )
    return node.name.getText();
  return ts.isIdentifier(node) && OUTSIDE.has(node.text) && isRead(node) ? node.text : undefined;
}

// not a name of its own that is spelt alike: of a property, a parameter, a type
const isRead = ({ parent, pos }: ts.Identifier): boolean => {
  if (ts.isPropertyAccessExpression(parent)) return parent.expression.pos === pos;
  if (ts.isPropertyAssignment(parent) || ts.isParameter(parent) || ts.isBindingElement(parent))
    return parent.initializer?.pos === pos;
  return !ts.isPropertySignature(parent);
};
