import { networkInterfaces } from 'node:os';
import { addressesForPhones } from './addresses.ts';
import type { Launched } from './launch.ts';

/** Says where the product answers, and who can sign in. */
export function welcome({ url, accounts, seconds }: Launched, host: string): void {
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
