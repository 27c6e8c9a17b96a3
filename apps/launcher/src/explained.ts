import { NewerTablesError, SuperuserError, UnusableAddressError } from '@buurtbalans/database';
import { EmbeddedError, type EmbeddedProblem } from '@buurtbalans/embedded';
import { DiskFull, EXIT, StartError } from './start-error.ts';

/** Codes of a database that is away, or has no place: may pass by itself. */
const AWAY = /^(ECONN\w+|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|08...|53...|57P..)$/;
/** Codes of one that does not let us in, or not enough. */
const CLOSED = /^(28...|3D000|42501)$/;

/** Codes of a file or folder that is not ours to use, or of a disk that fails. */
const FILE = /^(EACCES|EPERM|EROFS|EIO|ENOTDIR|EISDIR)$/;
/** Codes of a disk without room. */
const FULL = /^(ENOSPC|EDQUOT)$/;
/** Codes of a machine that has no room for one more process or file. */
const SHORT = /^(EAGAIN|ENOMEM|EMFILE|ENFILE)$/;

/** What is wrong with database, disk or machine and what helps, in one line; an error that is about something else stays as it is. */
export function explained(error: unknown): unknown {
  if (error instanceof EmbeddedError) return sentence(error.problem);
  if (error instanceof NewerTablesError)
    return new StartError(
      `de database is bijgewerkt door een nieuwere versie van Buurtbalans; gebruik die, of zet een reservekopie terug / the database was brought up to date by a newer version of Buurtbalans; use that one, or restore a backup (${error.names.join(', ')})`,
    );
  if (error instanceof UnusableAddressError)
    return new StartError(
      'DATABASE_URL: geef het adres als postgres://login:wachtwoord@host:poort/database / give the address as postgres://login:password@host:port/database',
    );
  if (error instanceof SuperuserError)
    return new StartError(
      `${error.login} is een superuser van PostgreSQL, voor wie geen beveiliging geldt; geef met DATABASE_URL een gewone login die eigenaar is van de database en rollen mag maken / is a superuser of PostgreSQL, to whom no protection applies; give by DATABASE_URL an ordinary login that owns the database and may make roles: create role buurtbalans login createrole password '…'; create database buurtbalans owner buurtbalans`,
    );
  const { code, message, path } = (error ?? {}) as { code?: unknown; message?: string; path?: unknown };
  // what a PostgreSQL that goes away under us leaves, before anybody has seen why
  if (typeof code !== 'string' && message === 'Connection terminated unexpectedly')
    return new StartError(
      'de database viel weg; is de schijf vol? / the database went away; is the disk full?',
      EXIT.temporary,
    );
  if (typeof code !== 'string') return error;
  if (SHORT.test(code))
    return new StartError(
      `de machine heeft geen ruimte meer / the machine has no room left: ${message}`,
      EXIT.temporary,
    );
  if (FULL.test(code) && typeof path === 'string') return new DiskFull(path);
  if (code === '53100') return new DiskFull('PostgreSQL');
  if (FILE.test(code) && typeof path === 'string')
    return new StartError(
      `${path}: kan niet worden gelezen of geschreven / cannot be read or written (${code})`,
      code === 'EIO' ? EXIT.temporary : EXIT.configuration,
    );
  if (!AWAY.test(code) && !CLOSED.test(code)) return error;
  const which = process.env.DATABASE_URL ? 'DATABASE_URL' : 'PostgreSQL';
  return new StartError(
    `${which}: de database antwoordt niet of weigert / the database does not answer or refuses: ${message || code}`,
    AWAY.test(code) ? EXIT.temporary : EXIT.configuration,
  );
}

function sentence(problem: EmbeddedProblem): StartError {
  switch (problem.code) {
    case 'UNREACHABLE':
      return new StartError(
        `PostgreSQL draait niet als root en mag niet in ${problem.folder}; zet deze map ergens anders / PostgreSQL does not run as root and may not enter ${problem.folder}; put this folder elsewhere`,
      );
    case 'OTHER_OWNER':
      return new StartError(
        `${problem.folder} is van een andere gebruiker (${problem.owner}); start als die gebruiker of kies een andere map (--data) / belongs to another user (${problem.owner}); start as that user or choose another folder (--data)`,
      );
    case 'NO_USER':
      return new StartError(
        'PostgreSQL draait niet als root, en de gebruiker postgres kan niet worden gemaakt; maak hem of start als gewone gebruiker / PostgreSQL does not run as root, and the user postgres cannot be made; make it or start as an ordinary user',
      );
    case 'NOT_MADE':
      return new StartError(
        `PostgreSQL kon zijn map niet maken / could not make its folder ${problem.folder}: ${problem.words}`,
        EXIT.temporary,
      );
    case 'NOT_STARTED':
      return new StartError(
        `PostgreSQL start niet; zie / does not start; see ${problem.log}: ${problem.words || '–'}`,
        EXIT.temporary,
      );
    case 'NO_SPACE':
      return new DiskFull(problem.folder);
    case 'WRONG_PASSWORD':
      return new StartError(
        `secrets.json hoort niet bij ${problem.folder}; zet die twee samen terug uit één reservekopie / secrets.json does not belong to ${problem.folder}; put both back from one backup`,
      );
    case 'DAMAGED':
      return new StartError(
        `${problem.folder} is onvolledig; zet de map terug uit een reservekopie, of begin opnieuw met --fresh (wist alles) / is incomplete; put the folder back from a backup, or start over with --fresh (erases everything)`,
      );
    case 'FOREIGN':
      return new StartError(
        `${problem.folder} bevat iets anders dan een database; kies een andere map (--data) / holds something else than a database; choose another folder (--data)`,
      );
  }
}
