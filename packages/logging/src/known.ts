import { constants } from 'node:os';
import { endpoints, errorCatalogue, jobDefinitions } from '@buurtbalans/contracts';

/** What is told by a word comes from these lists alone: a shape would let a name through as well. */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const PROGRAMS = words('engine worker session-kit launcher PostgreSQL program');
export const METHODS = words('GET HEAD POST PUT PATCH DELETE OPTIONS TRACE CONNECT');
export const JOBS: ReadonlySet<string> = new Set(Object.keys(jobDefinitions));

/** Parts of a program: of the engine's work beside requests, of what is cleared away, and those that Nest names. */
export const PARTS: ReadonlySet<string> = new Set([
  ...JOBS,
  ...words(`
    background live outbox sweep timers
    account_invitation audit_entry command_receipt document_file effect_receipt import_file programme_report report_document session_code sign_in sign_in_attempt
    BullModule ExceptionsHandler Injector InstanceLoader NestApplication NestApplicationContext NestFactory RouterExplorer RoutesResolver`),
]);

/** Between UUIDs and numbers, in the keys of work and of timers. */
export const KEY_WORDS = words(`
  account invitation later reminder report share
  commitment-expiring gap-overdue phase-overdue review-due session-reminder`);

/** Parts of the addresses of screens, of files beside them, and of the engine beside its endpoints. */
const SCREENS = words(`
  account admin analysis api at audit coincidence code commitments data.json errors.md docs export.csv findings forgotten-password harvest history id intake invitation invite jobs join keeping
  language layer openapi.json organisations paper participant people plan prepare promises react rehearsal reports screen script second-step security.txt seq sessionId
  sessions shared sharing sign-in template templates tiles token trajectories v1 version x z`);
const ADDRESSES: ReadonlySet<string> = new Set([
  ...SCREENS,
  '[x+2e]well-known',
  '.well-known',
  '[y].png',
  '*',
  ...Object.values(endpoints).flatMap(({ path }) => path.split('/').map((part) => part.replace(/^\{(\w+)\}$/, '$1'))),
]);

/** Whether it is the pattern of an address: words of ours, and names for what stands in their place. */
export const isRoute = (text: string): boolean =>
  text.startsWith('/') &&
  text.length < 200 &&
  text
    .slice(1)
    .split('/')
    .every((part) => ADDRESSES.has(/^(?::|\[\.{0,3})(\w+)\]?$/.exec(part)?.[1] ?? part));

/** Errors by their class, and what a process ends by. */
const NAMES = words(`
  Error AggregateError EvalError RangeError ReferenceError SyntaxError TypeError URIError SuppressedError error DatabaseError
  AbortError TimeoutError DOMException SystemError AssertionError ZodError NoResultError UnrecoverableError DelayedError
  RateLimitError WaitingError WaitingChildrenError FastifyError HttpError Redirect SvelteKitError
  HttpException BadRequestException UnauthorizedException ForbiddenException NotFoundException ConflictException
  PayloadTooLargeException UnsupportedMediaTypeException InternalServerErrorException ServiceUnavailableException
  ClientError AuthorizationResponseError ResponseBodyError WWWAuthenticateChallengeError
  ApiError DamagedPart DiskFull EmbeddedError FiguresError GeoError HistoryRefused HouseStyleError JobGivenUp JobLater ModelError
  ProductError StartError Stopped Unreachable
  Warning DeprecationWarning ExperimentalWarning MaxListenersExceededWarning SecurityWarning TimeoutOverflowWarning
  TimeoutNegativeWarning TimeoutNaNWarning PromiseRejectionHandledWarning UnhandledPromiseRejectionWarning
  OUT_OF_MEMORY HUNG`);
/** Of the system, of looking up a name, and of sending mail. */
const SYSTEM: ReadonlySet<string> = new Set([
  ...Object.keys(constants.errno),
  ...Object.keys(constants.signals),
  ...words(`
    ENOTFOUND ENODATA ESERVFAIL EFORMERR ENOTIMP EREFUSED EBADRESP ECANCELLED EAI_AGAIN EAI_FAIL EAI_NODATA EAI_NONAME EAI_MEMORY
    EAUTH ECONFIG ECONNECTION EDNS EENVELOPE EMESSAGE ENOAUTH EOAUTH2 EPROTOCOL EPROXY EREQUIRETLS ESOCKET ESTREAM ETLS EFILEACCESS
    EMAXLIMIT EURLACCESS EFETCH`),
]);
/** Of Node and libraries by their prefix; of PostgreSQL, which have numbers; what a process ended with. */
const CODED = /^((?:ERR|FST_ERR|UND_ERR|OAUTH)_[A-Z][A-Z0-9_]{1,50}|DEP\d{4}|(?=(?:.*\d){2})[0-9A-Z]{5}|\d{1,3})$/;

/** Whether it is a code or a name that this list, or a numbering of somebody we know, has. */
export const isCode = (text: string): boolean =>
  Object.hasOwn(errorCatalogue, text) || NAMES.has(text) || SYSTEM.has(text) || CODED.test(text);
