import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** What a test's provider says of somebody. */
export interface TheirClaims {
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
  readonly groups?: readonly string[];
}

export const CLIENT = { id: 'buurtbalans', secret: 'a secret that both of them know' } as const;

const keyPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** The whole of `oidc-provider` on loopback, with the people that a test puts into it. */
export class TestProvider {
  readonly people = new Map<string, TheirClaims>();
  /** How it answers: as it should, not at all, or with a fault of its own. */
  mode: 'up' | 'silent' | 'broken' = 'up';
  /** Changes an ID token on its way. */
  tamper: ((idToken: string) => string) | undefined;
  /** Done while the product waits for a token. */
  during: (() => Promise<unknown>) | undefined;
  /** Questions that came in, by path. */
  readonly asked: string[] = [];
  readonly #server: Server;
  readonly #key = keyPair().privateKey.export({ format: 'jwk' });
  /** Of a client that shows who it is by a key of its own. */
  readonly clientKey = { ...keyPair().privateKey.export({ format: 'jwk' }), alg: 'RS256', kid: 'of the client' };

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(redirectUri: string): Promise<TestProvider> {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const provider = new TestProvider(server);
    const {
      d: _d,
      p: _p,
      q: _q,
      dp: _dp,
      dq: _dq,
      qi: _qi,
      ...publicKey
    } = provider.clientKey as Record<string, unknown>;
    const oidc = new Provider(provider.issuer, {
      clients: [
        { client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [redirectUri] },
        {
          client_id: 'by-key',
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'private_key_jwt',
          jwks: { keys: [publicKey] },
        },
      ],
      scopes: ['openid', 'profile', 'email', 'groups'],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
      findAccount: (_context: unknown, sub: string) =>
        provider.people.has(sub) ? { accountId: sub, claims: () => ({ sub, ...provider.people.get(sub) }) } : undefined,
      jwks: { keys: [{ ...provider.#key, alg: 'RS256', use: 'sig', kid: 'of the provider' }] },
      cookies: { keys: ['only for tests'] },
      pkce: { required: () => true },
      features: { devInteractions: { enabled: true } },
    });
    const answer = oidc.callback() as (request: IncomingMessage, response: ServerResponse) => void;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      provider.asked.push(new URL(request.url!, provider.issuer).pathname);
      if (provider.mode === 'silent') return;
      if (provider.mode === 'broken') return void response.writeHead(503).end();
      if (request.url !== '/token') return answer(request, response);
      provider.#tampered(response);
      const go = (): void => answer(request, response);
      void (provider.during?.() ?? Promise.resolve()).then(go, go);
    });
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  #tampered(response: ServerResponse): void {
    const end = response.end.bind(response) as (body: string) => ServerResponse;
    response.end = ((body: string) => {
      const told = JSON.parse(body) as { id_token?: string };
      if (!this.tamper || !told.id_token) return end(body);
      const changed = JSON.stringify({ ...told, id_token: this.tamper(told.id_token) });
      response.setHeader('content-length', Buffer.byteLength(changed));
      return end(changed);
    }) as typeof response.end;
  }

  /** An ID token with other claims, signed as the provider does, by another key, or not at all. */
  forge(idToken: string, change: object, by: 'provider' | 'another' | 'nobody' = 'provider'): string {
    const [, body] = idToken.split('.') as [string, string];
    const claims = { ...(JSON.parse(Buffer.from(body, 'base64url').toString()) as object), ...change };
    const signed = `${part({ alg: by === 'nobody' ? 'none' : 'RS256', kid: 'of the provider' })}.${part(claims)}`;
    if (by === 'nobody') return `${signed}.`;
    const key = by === 'provider' ? createPrivateKey({ key: this.#key, format: 'jwk' }) : keyPair().privateKey;
    return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
  }

  /** Goes there as a browser does, signs in on its own page or breaks that off; gives where it leads back to. */
  async visit(address: string, login: string | null): Promise<URL> {
    const cookies = new Map<string, string>();
    let [url, body] = [new URL(address), undefined as URLSearchParams | undefined];
    for (let step = 0; step < 12; step += 1) {
      const answer = await fetch(url, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        ...(body && { method: 'POST', body }),
      });
      for (const one of answer.headers.getSetCookie()) {
        const [name, value] = one.split(';')[0]!.split('=') as [string, string];
        cookies.set(name, value);
      }
      body = undefined;
      const location = answer.headers.get('location');
      if (location) {
        url = new URL(location, url);
        if (url.origin !== this.issuer) return url;
        continue;
      }
      const page = await answer.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (!prompt) throw new Error(`the provider says ${answer.status}: ${page.slice(0, 300)}`);
      if (login === null) url = new URL(`${url.pathname}/abort`, url);
      else body = new URLSearchParams({ prompt, login, password: 'any' });
    }
    throw new Error('the provider leads round and round');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }
}
