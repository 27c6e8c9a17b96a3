import { networkInterfaces } from 'node:os';
import { addressesForPhones } from './addresses.ts';
import { Stopped, whenToEnd } from './ending.ts';
import type { Launched } from './launch.ts';
import { HELP, readOptions } from './options.ts';
import { EXIT, StartError } from './start-error.ts';

function welcome({ url, accounts, seconds }: Launched, host: string): void {
  console.log(`\nBuurtbalans: ${url}   (${seconds} s)`);
  for (const address of addressesForPhones(host, Number(new URL(url).port || 80), networkInterfaces()))
    console.log(`  telefoons op dit netwerk / phones on this network: ${address}`);
  if (accounts.length > 0) {
    console.log('\nVoorbeeldaccounts / demonstration accounts:');
    for (const { role, email, password } of accounts)
      console.log(`  ${role.padEnd(20)} ${email.padEnd(38)} ${password}`);
  }
  console.log('\nCtrl-C stopt alles / stops everything.');
}

/** Runs the product until somebody ends it, or it cannot go on; gives why. */
async function run(ending: AbortController): Promise<unknown> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  console.log('Buurtbalans start / is starting');
  // after the signals have their listeners: it takes a moment
  const { launch } = await import('./launch.ts');
  const launched = await launch(options, ending.signal);
  welcome(launched, options.host);
  launched.failed.then((error) => ending.abort(error)).catch((error: unknown) => ending.abort(error));
  if (!ending.signal.aborted)
    await new Promise((resolve) => ending.signal.addEventListener('abort', resolve, { once: true }));
  console.log('\nstopt / stopping …');
  await launched.stop();
  return ending.signal.reason;
}

const ending = whenToEnd();
const reason = await run(ending).catch((error: unknown) => error);
if (reason === undefined || reason instanceof Stopped) process.exit(EXIT.stopped);
const { explained } = await import('./explained.ts');
const error = explained(reason);
console.error(error instanceof StartError ? `buurtbalans: ${error.message}` : error);
process.exit(error instanceof StartError ? error.exitCode : EXIT.fault);
