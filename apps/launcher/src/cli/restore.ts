import { loadBackup } from '../backup/load-backup.ts';
import { Backup } from '../backup/read-backup.ts';
import { markOf, signingKeyMark } from '../backup/signing-key.ts';
import { DataFolder } from '../data-folder.ts';
import { readSigningKey } from '../secrets.ts';
import { StartError } from '../start-error.ts';
import { verifyDatabase } from './verify.ts';
import { type OwnerOptions, withOwner } from './with-owner.ts';

/**
 * Puts a backup where there is no data yet, and checks what stands there then. `secretsFile` is the `secrets.json` of where
 * it was made: its signing key, and nothing else of it, comes into the data folder.
 */
export async function restoreBackup(
  options: OwnerOptions,
  path: string | undefined,
  secretsFile: string | undefined,
): Promise<void> {
  if (!path) throw new StartError('restore FILE [--secrets FILE]');
  const key = secretsFile === undefined ? undefined : await readSigningKey(secretsFile);
  await Backup.using(path, (backup) => {
    const { about, signingKey } = backup.manifest;
    if (key !== undefined && signingKey !== null && signingKey !== markOf(key))
      throw new StartError(
        `${secretsFile}: met deze sleutel is niet ondertekend wat in de reservekopie staat / not the key of the installation that this backup is of`,
      );
    return withOwner({ ...options, mayMake: true, mayRun: false }, async (ownerUrl, folder) => {
      if (key !== undefined && !folder)
        throw new StartError(
          'een database van elders krijgt zijn sleutel van BUURTBALANS_SECRET, niet van --secrets / a database from elsewhere gets its key by BUURTBALANS_SECRET, not by --secrets',
        );
      await loadBackup(ownerUrl, backup, options.ending, async () => {
        if (key !== undefined) await folder?.takeOverSigningKey(key);
      });
      console.log(`teruggezet, zoals het was op / put back, as it was at ${about.made}`);
      if (signingKey !== null && signingKey !== (await signingKeyMark(options.dataDir))) tellOfOtherKey(folder);
      await verifyDatabase(ownerUrl, options.ending);
    });
  });
}

function tellOfOtherKey(folder: DataFolder | undefined): void {
  const put = folder
    ? [
        'Is de oude secrets.json er nog: zet dan nog eens terug, in een nieuwe map, met --secrets FILE; of start met BUURTBALANS_SECRET="de signingKey daaruit"',
        'If you have the old secrets.json: restore once more, into a new folder, with --secrets FILE; or start with BUURTBALANS_SECRET="the signingKey in it"',
      ]
    : ['Is de oude er nog: start met BUURTBALANS_SECRET', 'If you have the old one: start with BUURTBALANS_SECRET'];
  console.log(
    `  ! de ondertekensleutel is hier een andere: deelnemers komen opnieuw binnen met de code, de deelpagina toont verkeerde adressen bij openbare links, en wie een tweede stap heeft meldt zich aan met een herstelcode of laat die weghalen bij Mensen (account reset --second-factor). ${put[0]}` +
      ` / the signing key is another one here: participants join again by the code, the sharing page shows wrong addresses of public links, and who has a second factor signs in by a recovery code or has it taken away at Mensen (account reset --second-factor). ${put[1]}`,
  );
}
