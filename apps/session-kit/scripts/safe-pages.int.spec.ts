import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** The part of the framework's list of routes that is looked at. */
interface Manifest {
  readonly assets: ReadonlySet<string>;
  readonly client: { readonly start: string; readonly stylesheets: readonly string[] };
  readonly _: { readonly routes: readonly { readonly id: string }[] };
}

// of the built session kit, as `npm install` leaves it
const build = join(import.meta.dirname, '..', 'build');
const { manifest } = (await import(pathToFileURL(join(build, 'server', 'manifest.js')).href)) as { manifest: Manifest };
const ID = '00000000-0000-4000-8000-000000000001';
/** Each route with something in the place of its parameters. */
const pages = manifest._.routes.map(({ id }) =>
  id
    .replace('[x+2e]', '.')
    .replace('[version]', '1')
    .replace('[seq]', '1')
    .replaceAll(/\[\w+\]/g, ID),
);
const isForParticipants = (path: string): boolean => /^\/(join|participant)(\/|$)/.test(path);

/** An engine to which everybody is a stranger. */
let engine: Server;
let kit: ChildProcess;
let origin = '';

const listening = async (server: Server): Promise<string> => {
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${origin}${path}`, { redirect: 'manual', headers });

beforeAll(async () => {
  engine = createServer((_request, response) => {
    response.writeHead(401, { 'content-type': 'application/problem+json' });
    response.end(JSON.stringify({ type: '', title: '', detail: '', status: 401, code: 'AUTH.REQUIRED', details: {} }));
  });
  const free = createServer();
  origin = await listening(free);
  await new Promise((resolve) => free.close(resolve));
  const { port } = new URL(origin);
  const env = { ...process.env, HOST: '127.0.0.1', PORT: port, ORIGIN: origin, ENGINE_URL: await listening(engine) };
  kit = spawn(process.execPath, [join(build, 'index.js')], { env, stdio: 'ignore' });
  await expect
    .poll(() =>
      get('/favicon.svg').then(
        ({ status }) => status,
        () => 0,
      ),
    )
    .toBe(200);
});
afterAll(async () => {
  kit.kill();
  if (kit.exitCode === null) await once(kit, 'exit');
  engine.closeAllConnections();
  engine.close();
});

describe('[K52] what a browser may make of a page', () => {
  it.each(pages)('is said on %s', async (path) => {
    const { status, headers } = await get(path, { 'x-forwarded-proto': 'https' });
    expect(status).toBeLessThan(500);
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('camera=()'),
      'strict-transport-security': 'max-age=31536000',
    });
    const kept = headers.get('cache-control');
    // what follows an address that says what is in a file may be kept; a page of staff never
    if (isForParticipants(path)) expect(kept).toBe('private, no-cache');
    else expect(kept).toMatch(path.includes('.well-known') ? /./ : /no-store/);
    expect(headers.has('access-control-allow-origin')).toBe(false);
  });

  it('is said of files and of what is not there, and a way that is not encrypted is not called so', async () => {
    const files = [...manifest.assets, manifest.client.start, ...manifest.client.stylesheets].map((file) => `/${file}`);
    for (const path of [...files, '/_app/immutable/none.js', '/none']) {
      const { headers } = await get(path);
      expect([path, headers.get('x-content-type-options'), headers.get('permissions-policy')?.length]).toEqual([
        path,
        'nosniff',
        expect.any(Number),
      ]);
      expect(headers.has('strict-transport-security')).toBe(false);
    }
  });

  it('lets a page have no style and no script that does not carry its nonce', async () => {
    const response = await get('/sign-in');
    const policy = response.headers.get('content-security-policy')!;
    const sources = new Map(policy.split('; ').map((part) => [part.split(' ')[0]!, part.split(' ').slice(1)] as const));
    for (const directive of ['script-src', 'style-src']) {
      expect(sources.get(directive)).toContain("'self'");
      expect(sources.get(directive)).not.toContain("'unsafe-inline'");
    }
    const nonce = /'nonce-([^']+)'/.exec(policy)![1]!;
    const inline = [...(await response.text()).matchAll(/<(style|script)\b(?![^>]*\bsrc=)[^>]*>/g)].map(([tag]) => tag);
    expect(inline.length).toBeGreaterThan(0);
    for (const tag of inline) expect(tag).toContain(`nonce="${nonce}"`);
  });
});

describe('[K51] where somebody goes on to after signing in', () => {
  it.each(['/%09/elders.test', '//elders.test', '/.//elders.test', '/%5Celders.test', '/%0D%0Ax-a:%20b', '/%00'])(
    'is never elsewhere, and no fault: %s',
    async (next) => {
      const response = await fetch(`${origin}/language`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: `language=nl&next=${next}`,
      });
      expect(response.status).toBe(303);
      expect(new URL(response.headers.get('location')!, origin).origin).toBe(origin);
      expect(response.headers.has('x-a')).toBe(false);
      expect((await get(`/sign-in?next=${next}`)).status).toBe(200);
    },
  );
});
