import { networkInterfaces } from 'node:os';
import { launch, type Launched } from './launch.ts';
import { HELP, readOptions, StartError } from './options.ts';

function localAddresses(url: string): string[] {
  const { port } = new URL(url);
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  return addresses.filter((address) => address.family === 'IPv4' && !address.internal).map((address) => `http://${address.address}:${port}`);
}

function welcome({ url, accounts, seconds }: Launched, host: string): void {
  console.log(`\nBuurtbalans: ${url}   (${seconds} s)`);
  if (host === '0.0.0.0') for (const address of localAddresses(url)) console.log(`  telefoons op dit netwerk / phones on this network: ${address}`);
  if (accounts.length > 0) {
    console.log('\nVoorbeeldaccounts / demonstration accounts:');
    for (const { role, email, password } of accounts) console.log(`  ${role.padEnd(20)} ${email.padEnd(38)} ${password}`);
  }
  console.log('\nCtrl-C stopt alles / stops everything.');
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(HELP);
  console.log('Buurtbalans start / is starting');
  let stopping = false;
  let launched: Launched | undefined;
  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    // during the start there is nothing to wait for yet: the children notice, the next start cleans up
    if (launched) {
      console.log('\nstopt / stopping …');
      await launched.stop();
    }
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop().catch(() => process.exit(1)));
  launched = await launch(options);
  welcome(launched, options.host);
}

main().catch((error: unknown) => {
  console.error(error instanceof StartError ? `buurtbalans: ${error.message}` : error);
  process.exit(1);
});
