// Finds promises whose failure nobody hears: one such failure ends the whole process, with every live session in it.
import { join, relative } from 'node:path';
import ts from 'typescript';
import { root } from './node24.mjs';

// in a browser nothing ends; of the screens, what runs on the server counts
const projects = [
  ['tsconfig.json', /^(packages|apps\/(worker|launcher))\//],
  ['apps/engine/tsconfig.json', /^apps\/engine\//],
  ['apps/session-kit/tsconfig.json', /hooks\.server|\/server\/|\+(page\.|layout\.)?server\./],
];
const isTest = /\.(spec|testing)\.|^packages\/testing\//;

/** Whether a failure of what this expression gives is heard by itself. */
function isHeard(node) {
  if (ts.isParenthesizedExpression(node) || ts.isAwaitExpression(node))
    return ts.isAwaitExpression(node) || isHeard(node.expression);
  // what is kept is for whoever takes it up
  if (ts.isBinaryExpression(node)) return ts.isAssignmentOperator(node.operatorToken.kind) || isHeard(node.right);
  if (ts.isConditionalExpression(node)) return isHeard(node.whenTrue) && isHeard(node.whenFalse);
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false;
  const { name, expression } = node.expression;
  if (name.text === 'catch' || name.text === 'allSettled') return true;
  if (name.text === 'then') return node.arguments.length > 1;
  return name.text === 'finally' && isHeard(expression);
}

function check(program, isOurs) {
  const checker = program.getTypeChecker();
  const isPromise = (type) => (type.isUnion() ? type.types.some(isPromise) : type.getSymbol()?.name === 'Promise');
  const isPromiseAt = (node) => isPromise(checker.getTypeAtLocation(node));
  /** A function that is expected to give nothing: whoever calls it does not wait for what it gives. */
  const isForgotten = (node) => {
    const expected = checker.getContextualType(node);
    const signatures = expected ? checker.getNonNullableType(expected).getCallSignatures() : [];
    return (
      signatures.length > 0 &&
      signatures.every((one) => (checker.getReturnTypeOfSignature(one).flags & ts.TypeFlags.Void) !== 0)
    );
  };
  const givesPromise = (node) =>
    checker
      .getTypeAtLocation(node)
      .getCallSignatures()
      .some((one) => isPromise(checker.getReturnTypeOfSignature(one)));
  const found = [];
  for (const source of program
    .getSourceFiles()
    .filter(({ fileName, isDeclarationFile }) => !isDeclarationFile && isOurs(fileName))) {
    const note = (node) =>
      found.push(
        `${relative(root, source.fileName)}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}: ${node.getText().split('\n')[0].slice(0, 100)}`,
      );
    const visit = (node) => {
      const left = ts.isExpressionStatement(node) || ts.isVoidExpression(node) ? node.expression : undefined;
      if (left && !ts.isVoidExpression(left) && isPromiseAt(left) && !isHeard(left)) note(left);
      // Fastify's `register` takes functions of both kinds, and `finally` waits for what it is given
      const isTaken = ts.isCallExpression(node) && ['register', 'finally'].includes(node.expression.name?.text);
      if (!isTaken && (ts.isCallExpression(node) || ts.isNewExpression(node))) {
        for (const given of node.arguments ?? []) {
          const isBare =
            (ts.isArrowFunction(given) && !ts.isBlock(given.body) && isHeard(given.body)) || !isForgotten(given);
          if (!isBare && givesPromise(given)) note(given);
        }
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

const found = new Set();
for (const [project, ours] of projects) {
  const host = {
    ...ts.sys,
    getCurrentDirectory: () => root,
    onUnRecoverableConfigFileDiagnostic: ({ messageText }) => console.error(messageText),
  };
  const { fileNames, options } = ts.getParsedCommandLineOfConfigFile(join(root, project), {}, host);
  const isOurs = (file) =>
    ours.test(relative(root, file)) && !isTest.test(relative(root, file)) && !file.includes('node_modules');
  for (const line of check(
    ts.createProgram(
      fileNames.filter((file) => isOurs(file) || file.endsWith('.d.ts')),
      options,
    ),
    isOurs,
  ))
    found.add(line);
}
for (const line of found) console.log(line);
if (found.size > 0) {
  console.log(`${found.size} promises whose failure ends the process: end them in .catch(…)`);
  process.exitCode = 1;
}
