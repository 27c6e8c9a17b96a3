import { m } from '#lib/paraglide/messages.js';
import type { RequestHandler } from './$types';

const FORMS = ['html', 'changes', 'pdf', 'xlsx', 'geojson'];
const SAFE = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
  'cache-control': 'no-store',
};
/** What of the engine's answer the reader gets. */
const PASSED = ['content-type', 'content-disposition'];

const texts = {
  404: [m.shared_unknown_title, m.shared_unknown_text],
  410: [m.shared_gone_title, m.shared_gone_text],
  503: [m.shared_away_title, m.shared_away_text],
} as const;

/** A page without a script that says in both languages why there is no document. */
function plainPage(status: keyof typeof texts): Response {
  const [title, text] = texts[status];
  const part = (locale: 'nl' | 'en') =>
    `<section lang="${locale}"><h2>${title({}, { locale })}</h2><p>${text({}, { locale })}</p></section>`;
  const style =
    'body{font:1.125rem/1.6 system-ui,sans-serif;color:#1b1f24;background:#fff;margin:0;overflow-wrap:anywhere}main{max-width:40rem;margin:0 auto;padding:1rem}h1{font-size:1.5rem}h2{font-size:1.25rem}';
  const html = `<!doctype html><html lang="nl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>${title({}, { locale: 'nl' })}</title><style>${style}</style></head><body><main><h1>${m.app_name()}</h1>${part('nl')}${part('en')}</main></body></html>`;
  return new Response(html, { status, headers: { ...SAFE, 'content-type': 'text/html; charset=utf-8' } });
}

/** A published document as the engine serves it, without an account and without anything from elsewhere. */
export const GET: RequestHandler = async ({ params, url }) => {
  const form = url.searchParams.get('as') ?? 'html';
  if (!FORMS.includes(form)) return plainPage(404);
  const engine = process.env['ENGINE_URL'] ?? 'http://127.0.0.1:3000';
  const answer = await fetch(`${engine}/api/v1/shared/${encodeURIComponent(params.token)}?as=${form}`, {
    signal: AbortSignal.timeout(15_000),
  }).catch(() => null);
  if (answer?.ok)
    return new Response(answer.body, {
      headers: { ...SAFE, ...Object.fromEntries(PASSED.map((name) => [name, answer.headers.get(name) ?? ''])) },
    });
  return plainPage(answer?.status === 410 ? 410 : answer?.status === 404 ? 404 : 503);
};
