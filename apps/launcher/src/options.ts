import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { EXIT, StartError } from './start-error.ts';

export { StartError } from './start-error.ts';

/** Folder of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** How the product is started. */
export interface LaunchOptions {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly fresh: boolean;
  readonly demo: boolean;
  /** Lets the accounts of the demonstration be used from other machines too. */
  readonly lan?: boolean;
  readonly help: boolean;
  /** Shows the lines of the log on the terminal. */
  readonly verbose?: boolean;
  /** Tells nothing of its steps: whoever starts it has other things to say. */
  readonly quiet?: boolean;
  /** Milliseconds without a sign of life after which a program is started again; 20 seconds. */
  readonly silentMs?: number;
}

/** What `--help` prints. */
export const HELP = `npm start -- [opties / options]

  --port N      poort van het adres / port of the address (3000)
  --host H      waarop geluisterd wordt / what is listened on (0.0.0.0: ook telefoons / phones too)
  --data DIR    map voor alle gegevens / folder for all data (./data)
  --fresh       begin opnieuw: wis de database in die map / start over: erase the database in that folder
  --no-demo     zonder voorbeeldtraject, met een link voor de eerste beheerder / without the demonstration, with a link for the first administrator
  --lan         voorbeeldaccounts werken ook vanaf andere machines / accounts of the demonstration work from other machines too
  --verbose     toon het log (DIR/logs) ook hier / show the log (DIR/logs) here too
  --help        deze tekst / this text

Met DATABASE_URL wordt die PostgreSQL gebruikt in plaats van de ingebouwde.
With DATABASE_URL that PostgreSQL is used instead of the embedded one.
DATABASE_OWNER_URL: een andere login daarvoor, van wie de tabellen zijn; anders die van DATABASE_URL.
DATABASE_OWNER_URL: another login there, the owner of the tables; otherwise that of DATABASE_URL.
BUURTBALANS_SECRET: de ondertekensleutel, in plaats van die in DIR/secrets.json.
BUURTBALANS_SECRET: the signing key, in place of the one in DIR/secrets.json.
Met SMTP_URL en MAIL_FROM gaan herinneringen en uitnodigingen als e-mail; PUBLIC_URL is het adres in die e-mails.
With SMTP_URL and MAIL_FROM reminders and invitations go out as e-mail; PUBLIC_URL is the address in them.
BUURTBALANS_TILES=off: geen achtergrondkaart; anders haalt deze server die bij PDOK en bewaart haar in DIR/tiles.
BUURTBALANS_TILES=off: no background map; otherwise this server fetches it from PDOK and keeps it in DIR/tiles.
SECOND_FACTOR=administrator,programme_manager: die rollen moeten een tweede stap hebben; SIGN_IN_IDLE_MINUTES: zo lang geldt een aanmelding zonder gebruik (240).
SECOND_FACTOR=administrator,programme_manager: those roles have to have a second factor; SIGN_IN_IDLE_MINUTES: so long a sign-in lasts without being used (240).
SECURITY_CONTACT staat in /.well-known/security.txt: wie een zwakke plek vindt meldt die daar.
SECURITY_CONTACT is told in /.well-known/security.txt: who finds a weakness reports it there.
Met OIDC_ISSUER melden mensen zich aan via hun organisatie (README.md).
With OIDC_ISSUER people sign in by their organisation (README.md).

Eindigt met / ends with:
   0  gestopt op verzoek / stopped on request
  64  opdracht niet begrepen / command line not understood
  69  er draait al een op deze map / another one runs on this folder
  70  fout van het programma / a fault of the program
  75  gaat misschien vanzelf over: start opnieuw / may pass by itself: start again
  78  eerst moet iemand iets herstellen / somebody has to mend something first`;

interface LaunchValues {
  readonly port: string;
  readonly host: string;
  readonly data: string;
  readonly fresh: boolean;
  readonly 'no-demo': boolean;
  readonly lan: boolean;
  readonly verbose: boolean;
  readonly help: boolean;
}

/** What the command line of a start takes, with what holds when it says nothing. */
export const launchArguments = (host: string, data: string) =>
  ({
    port: { type: 'string', default: '3000' },
    host: { type: 'string', default: host },
    data: { type: 'string', default: join(ROOT, data) },
    fresh: { type: 'boolean', default: false },
    'no-demo': { type: 'boolean', default: false },
    lan: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: Boolean(process.env['BUURTBALANS_VERBOSE']) },
    help: { type: 'boolean', default: false },
  }) as const;

/** Reads the command line. @throws StartError when a word is not understood. */
export function readOptions(args: readonly string[]): LaunchOptions {
  return launchOptions(parsed(args, launchArguments('0.0.0.0', 'data')));
}

/** The words of a command line. @throws StartError when one is not understood. */
export function parsed<O extends NonNullable<ParseArgsConfig['options']>>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new StartError(`${(error as Error).message} (--help)`, EXIT.usage);
  }
}

/** A number of a port. @throws StartError when it is none. */
export function portOf(name: string, value: string): number {
  const port = Number(value);
  if (!/^\d+$/.test(value) || port > 65_535)
    throw new StartError(`--${name} ${value}: geen poortnummer / not a port number`, EXIT.usage);
  return port;
}

/** What the words of a start mean. @throws StartError when one means nothing. */
export function launchOptions(values: LaunchValues): LaunchOptions {
  if (values.data.trim() === '') throw new StartError('--data: geen map genoemd / no folder named', EXIT.usage);
  return {
    port: portOf('port', values.port),
    host: values.host,
    dataDir: values.data,
    fresh: values.fresh,
    demo: !values['no-demo'],
    lan: values.lan,
    help: values.help,
    verbose: values.verbose,
  };
}

/**
 * What the worker needs to send mail: the address of this product, when the environment does not give it; the rest
 * reaches it by the environment. @throws StartError when there is a mail server and no sender.
 */
export function mailEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  port: number,
): { PUBLIC_URL: string } {
  if (environment.SMTP_URL && !environment.MAIL_FROM?.includes('@')) {
    throw new StartError(
      'SMTP_URL staat aan, MAIL_FROM nog niet: geef een afzender / SMTP_URL is set, MAIL_FROM is not: give a sender (MAIL_FROM="Buurtbalans <buurtbalans@example.nl>")',
    );
  }
  return { PUBLIC_URL: environment.PUBLIC_URL || `http://localhost:${port}` };
}

/** Reads the house style before anything starts: a worker that cannot would only start over and over. @throws StartError on one that is wrong */
export async function checkHouseStyle(path: string | undefined): Promise<void> {
  if (!path) return;
  const { loadHouseStyle } = await import('@buurtbalans/reports');
  await loadHouseStyle(path).catch((error: Error) => {
    throw new StartError(`HOUSE_STYLE: ${error.message}`);
  });
}

/** Reads whom to tell of a weakness: wrong, it would be noticed by whoever has found one. @throws StartError */
export async function checkSecurityContact(setting: string | undefined): Promise<void> {
  if (!setting) return;
  const { securityContacts } = await import('@buurtbalans/contracts');
  readSetting('SECURITY_CONTACT', () => securityContacts(setting));
}

/** Reads where the background of maps comes from: the screens would only start over and over. @throws StartError */
export async function checkBackground(settings: Readonly<Record<string, string | undefined>>): Promise<void> {
  if (!settings['BUURTBALANS_TILES']) return;
  const { backgroundSource } = await import('@buurtbalans/contracts');
  readSetting('BUURTBALANS_TILES', () => backgroundSource(settings));
}

function readSetting(name: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    throw new StartError(`${name}: ${(error as Error).message}`);
  }
}

/** Reads how people sign in at their organisation: an engine that cannot would only start over and over. @throws StartError */
export async function checkProvider(given: Readonly<Record<string, string | undefined>>): Promise<void> {
  const { providerSettings } = await import('@buurtbalans/contracts');
  try {
    providerSettings(given, (path) => readFileSync(path, 'utf8'));
  } catch (error) {
    throw new StartError((error as Error).message);
  }
}
