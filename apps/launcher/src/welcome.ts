import { networkInterfaces } from 'node:os';
import { addressesForPhones } from './addresses.ts';
import { type FirstAdministrator, invitationAddress } from './first-administrator.ts';
import type { Launched } from './launch.ts';

/** Says where the product answers, and who can sign in. */
export function welcome({ url, accounts, administrator, seconds }: Launched, host: string, lan = false): void {
  console.log(`\nBuurtbalans: ${url}   (${seconds} s)`);
  for (const address of addressesForPhones(host, Number(new URL(url).port || 80), networkInterfaces()))
    console.log(`  telefoons op dit netwerk / phones on this network: ${address}`);
  if (accounts.length > 0) {
    const where = lan ? '' : ', alleen vanaf deze machine / from this machine alone (--lan: overal / from anywhere)';
    console.log(`\nVoorbeeldaccounts / demonstration accounts${where}:`);
    for (const { role, email, password } of accounts)
      console.log(`  ${role.padEnd(20)} ${email.padEnd(38)} ${password}`);
  }
  if (administrator) tellAdministrator(administrator, process.env['PUBLIC_URL'] || url);
  console.log('\nCtrl-C stopt alles / stops everything.');
}

function tellAdministrator(administrator: FirstAdministrator, url: string): void {
  if (administrator === 'waits') {
    console.log(
      '\nEr is nog geen beheerder, en de link daarvoor is al getoond. Een nieuwe / there is no administrator yet, and the link was shown before. A new one:',
    );
    return console.log('  npm run buurtbalans -- account reset');
  }
  console.log(
    '\nMaak de eerste beheerder met deze link; hij wordt één keer getoond, werkt één keer en zeven dagen / make the first administrator with this link; it is shown once, works once and for seven days:',
  );
  console.log(`  ${invitationAddress(url, administrator.token)}`);
}
