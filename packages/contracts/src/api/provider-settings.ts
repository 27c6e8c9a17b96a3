import { type Role, ROLES } from '@buurtbalans/domain';

/** How people sign in at their organisation's own provider of OpenID Connect; settings `OIDC_…` say it. */
export interface ProviderSettings {
  /** Its issuer, exactly as it names itself. */
  readonly issuer: string;
  readonly clientId: string;
  /** By which the product shows the provider who it is: a secret that both know, or a private key as JWK. */
  readonly secret?: string;
  readonly key?: ProviderKey;
  /** What is asked for, such as `openid profile email`. */
  readonly scope: string;
  /** How it is called on the button. */
  readonly label: string;
  /** Claim that has somebody's groups; dots lead into it. */
  readonly groupsClaim: string;
  /** Claim that says whether the address is verified. */
  readonly verifiedClaim: string;
  /** Role of each group, first one that fits; empty: the account says it. */
  readonly roles: readonly { readonly group: string; readonly role: Role }[];
  /** Whether passwords of the product let in as well. */
  readonly passwords: boolean;
  /** Address of the product, without a stroke at its end. */
  readonly publicUrl: string;
}

/** A private key as JWK (RFC 7517), with what it signs by and its name at the provider. */
export interface ProviderKey {
  readonly kty: string;
  readonly alg: string;
  readonly kid?: string;
  readonly [member: string]: unknown;
}

type Given = Readonly<Record<string, string | undefined>>;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const KEY_ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'];

const fault = (name: string, nl: string, en: string): Error => new Error(`${name}: ${nl} / ${en}`);

/** An address that is encrypted, or stays on this machine. */
function safeAddress(name: string, given: string): URL {
  const url = URL.parse(given);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.test(url.hostname));
  if (!url || !isSafe)
    throw fault(
      name,
      `geef een adres dat begint met https:// (http alleen op deze machine)`,
      `give an address that begins with https:// (http on this machine alone)`,
    );
  if (url.search || url.hash || url.username || url.password)
    throw fault(name, 'geef het adres zonder ?, # of naam erin', 'give the address without ?, # or a name in it');
  return url;
}

/** Groups and their roles, apart by `;` or line ends; a group may have `=` in it. */
function rolesOf(given: string | undefined): ProviderSettings['roles'] {
  return (given ?? '')
    .split(/[;\n]/)
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair) => {
      const at = pair.lastIndexOf('=');
      const [group, word] = [pair.slice(0, Math.max(at, 0)).trim(), pair.slice(at + 1).trim()];
      const role = ROLES.find((known) => known === word);
      if (group === '' || !role)
        throw fault(
          'OIDC_GROUP_ROLES',
          `schrijf groep=rol;groep=rol, met een rol uit ${ROLES.join(', ')}; dit klopt niet: ${pair}`,
          `write group=role;group=role, with a role of ${ROLES.join(', ')}; this is not right: ${pair}`,
        );
      return { group, role };
    });
}

function keyOf(path: string, read: (path: string) => string): ProviderKey {
  const text = fileOf('OIDC_CLIENT_KEY_FILE', path, read);
  try {
    const key = JSON.parse(text) as Partial<ProviderKey>;
    if (typeof key.kty === 'string' && typeof key['d'] === 'string' && KEY_ALGORITHMS.includes(key.alg ?? ''))
      return key as ProviderKey;
  } catch {
    // told below
  }
  throw fault(
    'OIDC_CLIENT_KEY_FILE',
    `geef een bestand met een privésleutel als JWK, met "alg" (${KEY_ALGORITHMS.join(', ')}) en "kid"`,
    `give a file with a private key as JWK, with "alg" (${KEY_ALGORITHMS.join(', ')}) and "kid"`,
  );
}

function fileOf(name: string, path: string, read: (path: string) => string): string {
  try {
    const text = read(path).trim();
    if (text !== '') return text;
  } catch {
    // told below, without what the system says of it
  }
  throw fault(name, `dit bestand is er niet, of is leeg: ${path}`, `this file is not there, or is empty: ${path}`);
}

/** By which the product shows who it is: exactly one of the three settings. */
function proofOf(given: Given, read: (path: string) => string): Pick<ProviderSettings, 'secret' | 'key'> {
  const { OIDC_CLIENT_SECRET: secret, OIDC_CLIENT_SECRET_FILE: file, OIDC_CLIENT_KEY_FILE: keyFile } = given;
  if ([secret, file, keyFile].filter(Boolean).length !== 1)
    throw fault(
      'OIDC_CLIENT_SECRET',
      'geef één van OIDC_CLIENT_SECRET, OIDC_CLIENT_SECRET_FILE en OIDC_CLIENT_KEY_FILE',
      'give one of OIDC_CLIENT_SECRET, OIDC_CLIENT_SECRET_FILE and OIDC_CLIENT_KEY_FILE',
    );
  if (keyFile) return { key: keyOf(keyFile, read) };
  return { secret: secret || fileOf('OIDC_CLIENT_SECRET_FILE', file!, read) };
}

/** Whether passwords let in as well: `on`, unless said otherwise. */
function passwordsOf(given: string | undefined): boolean {
  if (!given || given === 'on') return true;
  if (given === 'off') return false;
  throw fault('OIDC_PASSWORDS', 'schrijf on of off', 'write on or off');
}

/**
 * Reads how people sign in at their organisation's provider; undefined where no `OIDC_ISSUER` is set.
 *
 * @param given the environment
 * @param read gives the text of a file, and throws where there is none
 * @throws Error in both languages that names the setting that is wrong and how to mend it, never its secret
 */
export function providerSettings(given: Given, read: (path: string) => string): ProviderSettings | undefined {
  if (!given.OIDC_ISSUER) {
    if (given.OIDC_CLIENT_ID)
      throw fault(
        'OIDC_ISSUER',
        'OIDC_CLIENT_ID is gezet, de aanmelddienst nog niet',
        'OIDC_CLIENT_ID is set, the provider is not',
      );
    return undefined;
  }
  const issuer = safeAddress('OIDC_ISSUER', given.OIDC_ISSUER);
  if (issuer.pathname.includes('/.well-known/'))
    throw fault(
      'OIDC_ISSUER',
      'geef de issuer zelf, zonder /.well-known/ en wat daarachter staat',
      'give the issuer itself, without /.well-known/ and what follows it',
    );
  if (!given.OIDC_CLIENT_ID)
    throw fault(
      'OIDC_CLIENT_ID',
      'geef de naam waaronder Buurtbalans bij de aanmelddienst bekend is',
      'give the name under which the provider knows Buurtbalans',
    );
  if (!given.PUBLIC_URL)
    throw fault(
      'PUBLIC_URL',
      'nodig met OIDC_ISSUER: het adres waarop mensen Buurtbalans openen',
      'needed with OIDC_ISSUER: the address by which people open Buurtbalans',
    );
  const publicUrl = safeAddress('PUBLIC_URL', given.PUBLIC_URL).href.replace(/\/+$/, '');
  const scope = given.OIDC_SCOPE || 'openid profile email';
  if (!scope.split(/\s+/).includes('openid')) throw fault('OIDC_SCOPE', 'openid hoort erbij', 'openid belongs to it');
  return {
    issuer: given.OIDC_ISSUER,
    clientId: given.OIDC_CLIENT_ID,
    ...proofOf(given, read),
    scope,
    label: (given.OIDC_LABEL || issuer.host).slice(0, 60),
    groupsClaim: given.OIDC_GROUPS_CLAIM || 'groups',
    verifiedClaim: given.OIDC_EMAIL_VERIFIED_CLAIM || 'email_verified',
    roles: rolesOf(given.OIDC_GROUP_ROLES),
    passwords: passwordsOf(given.OIDC_PASSWORDS),
    publicUrl,
  };
}

/** The one address to which the provider sends the browser back; it is registered there as it stands here. */
export const redirectAddress = ({ publicUrl }: Pick<ProviderSettings, 'publicUrl'>): string =>
  `${publicUrl}/sign-in/callback`;
