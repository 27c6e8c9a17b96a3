import { expect, it } from 'vitest';
import { readOptions } from '../options.ts';
import { readDevOptions } from './dev-options.ts';

it('[E117] what is worked on has data of its own, and debuggers where they are told to be', () => {
  const options = readDevOptions(['--port', '3100', '--inspect-worker', '9330']);
  expect(options).toMatchObject({ port: 3100, host: '127.0.0.1', inspect: { engine: 9229, worker: 9330 } });
  expect(options.dataDir).not.toBe(readOptions([]).dataDir);
});

it.each([
  ['--inspect-engine', 'x'],
  ['--inspect-engine', '70000'],
  ['--inspect-worker', '-1'],
  ['--inspect-worker', ''],
])('[E117] says when %s %s is no port', (...args) =>
  expect(() => readDevOptions([`${args[0]}=${args[1]}`])).toThrow(/not a port number/),
);
