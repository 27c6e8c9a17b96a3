import type { webcrypto } from 'node:crypto';
import { type ProviderKey, type ProviderSettings, ProductError, redirectAddress } from '@buurtbalans/contracts';
import type { ProvenPerson } from '@buurtbalans/database';
import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  type CryptoKey,
  discovery,
  enableNonRepudiationChecks,
  fetchUserInfo,
  PrivateKeyJwt,
} from 'openid-client';
import type { Flow } from './flows.ts';
import { leavesOut, personOf } from './person-of.ts';

/** Seconds for each question to the provider. */
const TIMEOUT_S = 5;
/** Seconds by which its clock and ours may differ. */
const TOLERANCE_S = 30;
/** How long what it says of itself is believed, in milliseconds. */
const KNOWN_FOR_MS = 3_600_000;
/** Who asks it at the same moment, at most; the others come again. */
const AT_ONCE = 32;

/**
 * Asks the provider, lazily and each time within a few seconds: the product starts, and stays up, without it. Its metadata
 * is asked for when somebody signs in, and once for all who do so at that moment.
 */
export class ProviderClient {
  readonly #settings: ProviderSettings;
  #known: { readonly configuration: Configuration; readonly at: number } | undefined;
  #finding: Promise<Configuration> | undefined;
  #asking = 0;

  constructor(settings: ProviderSettings) {
    this.#settings = settings;
  }

  /** Where a browser goes to sign in. @throws what openid-client throws, when the provider does not answer */
  async address({ state, nonce, verifier }: Flow): Promise<string> {
    const code_challenge = await calculatePKCECodeChallenge(verifier);
    const configuration = await this.#few(() => this.#configuration());
    return buildAuthorizationUrl(configuration, {
      redirect_uri: redirectAddress(this.#settings),
      scope: this.#settings.scope,
      state,
      nonce,
      code_challenge,
      code_challenge_method: 'S256',
    }).href;
  }

  /** Who came back with this answer. @throws what openid-client throws, when anything about it is not right */
  person(query: string, { state, nonce, verifier }: Flow): Promise<ProvenPerson> {
    return this.#few(async () => {
      const configuration = await this.#configuration();
      const came = new URL(redirectAddress(this.#settings));
      came.search = query;
      const tokens = await authorizationCodeGrant(configuration, came, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const told = tokens.claims()!;
      const more =
        leavesOut(told, this.#settings) && configuration.serverMetadata().userinfo_endpoint
          ? await fetchUserInfo(configuration, tokens.access_token, told.sub)
          : {};
      // as OpenID Connect has it; what is longer, or no text, is no name of anybody
      if (!/^[^\p{Cc}]{1,255}$/u.test(told.sub)) throw new ProductError('PROVIDER.NOT_BELIEVED');
      return personOf({ ...told }, { ...more }, this.#settings);
    });
  }

  async #configuration(): Promise<Configuration> {
    if (this.#known && performance.now() - this.#known.at < KNOWN_FOR_MS) return this.#known.configuration;
    this.#finding ??= this.#find().finally(() => (this.#finding = undefined));
    try {
      return await this.#finding;
    } catch (error) {
      if (this.#known) return this.#known.configuration;
      throw error;
    }
  }

  async #find(): Promise<Configuration> {
    const { issuer, clientId, secret, key } = this.#settings;
    const server = new URL(issuer);
    const configuration = await discovery(
      server,
      clientId,
      { [clockTolerance]: TOLERANCE_S },
      key ? await signedBy(key) : secretOf(secret!),
      {
        timeout: TIMEOUT_S,
        // an ID token is believed by its signature, and not by the way it came alone
        execute: [enableNonRepudiationChecks, ...(server.protocol === 'http:' ? [allowInsecureRequests] : [])],
      },
    );
    // the library lets one stand for many, whose people nobody here has vouched for
    if (new URL(configuration.serverMetadata().issuer).href !== server.href)
      throw new ProductError('PROVIDER.NOT_BELIEVED');
    this.#known = { configuration, at: performance.now() };
    return configuration;
  }

  async #few<T>(ask: () => Promise<T>): Promise<T> {
    if (this.#asking >= AT_ONCE) throw new ProductError('AUTH.TOO_MANY_ATTEMPTS', { seconds: TIMEOUT_S });
    this.#asking += 1;
    try {
      return await ask();
    } finally {
      this.#asking -= 1;
    }
  }
}

/** By the way that the provider takes; by the header where it says nothing. */
function secretOf(secret: string): ClientAuth {
  const [basic, post] = [ClientSecretBasic(secret), ClientSecretPost(secret)];
  return (server, ...rest) => {
    const ways = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic'];
    return (ways.includes('client_secret_basic') ? basic : post)(server, ...rest);
  };
}

async function signedBy({ alg, kid, ...jwk }: ProviderKey): Promise<ClientAuth> {
  const hash = `SHA-${alg.slice(2)}`;
  const algorithm = {
    RS: { name: 'RSASSA-PKCS1-v1_5', hash },
    PS: { name: 'RSA-PSS', hash },
    ES: { name: 'ECDSA', namedCurve: `P-${alg.slice(2)}` },
    Ed: { name: 'Ed25519' },
  }[alg.slice(0, 2)]!;
  const key = (await crypto.subtle.importKey('jwk', jwk as webcrypto.JsonWebKey, algorithm, false, [
    'sign',
  ])) as CryptoKey;
  return PrivateKeyJwt(kid === undefined ? key : { key, kid });
}
