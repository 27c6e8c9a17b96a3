/** Loaded before a child that does a job of the worker from its source: Node takes types away, and leaves decorators as they are. */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

const compilerOptions = {
  target: ts.ScriptTarget.ES2024,
  module: ts.ModuleKind.ESNext,
  verbatimModuleSyntax: true,
  experimentalDecorators: true,
};

registerHooks({
  load(url, context, next) {
    if (!/\/apps\/worker\/src\/.+\.ts$/.test(url)) return next(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    return {
      format: 'module',
      source: ts.transpileModule(source, { compilerOptions }).outputText,
      shortCircuit: true,
    };
  },
});
