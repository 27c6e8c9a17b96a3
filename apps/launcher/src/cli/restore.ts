import { loadBackup } from '../backup/load-backup.ts';
import { Backup } from '../backup/read-backup.ts';
import { signingKeyMark } from '../backup/signing-key.ts';
import { StartError } from '../start-error.ts';
import { verifyDatabase } from './verify.ts';
import { type OwnerOptions, withOwner } from './with-owner.ts';

/** Puts a backup where there is no data yet, and checks what stands there then. */
export async function restoreBackup(options: OwnerOptions, path: string | undefined): Promise<void> {
  if (!path) throw new StartError('restore FILE');
  await Backup.using(path, (backup) =>
    withOwner({ ...options, mayMake: true, mayRun: false }, async (ownerUrl) => {
      await loadBackup(ownerUrl, backup, options.ending);
      const { about, signingKey } = backup.manifest;
      console.log(`teruggezet, zoals het was op / put back, as it was at ${about.made}`);
      if (signingKey !== null && signingKey !== (await signingKeyMark(options.dataDir)))
        console.log(
          '  ! de ondertekensleutel is hier een andere: deelnemers komen opnieuw binnen met de code, en de deelpagina toont verkeerde adressen bij openbare links. Zet de oude terug (secrets.json of BUURTBALANS_SECRET) als die er is' +
            ' / the signing key is another one here: participants join again by the code, and the sharing page shows wrong addresses of public links. Put the old one back (secrets.json or BUURTBALANS_SECRET) if you have it',
        );
      await verifyDatabase(ownerUrl, options.ending);
    }),
  );
}
