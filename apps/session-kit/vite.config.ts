import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

/** The frame of all pages: the framework, the texts and our components. */
const FRAME =
  /[\\/]node_modules[\\/](svelte|@sveltejs|esm-env|clsx|devalue)[\\/]|[\\/]paraglide[\\/]|[\\/]packages[\\/]ui[\\/]/;
/**
 * What every page needs of contracts and domain, and the small files that pages of all kinds share: in one of their own,
 * or they would come with the schemas, or with texts for staff, which participants' pages do without.
 */
const LIGHT =
  /[\\/]contracts[\\/]src[\\/](api[\\/]client-over|errors[\\/](api-error|define-errors))\.ts$|[\\/]domain[\\/]src[\\/]live[\\/]exercise-names\.ts$|[\\/]lib[\\/](api[\\/]new-id|texts[\\/]language)\.ts$/;
const SCHEMAS = /[\\/]node_modules[\\/]zod[\\/]|[\\/]packages[\\/](contracts|domain)[\\/]/;
/** Small files that participants' pages share come together. Only these: merged with others, they would bring along what staff's pages need. */
const SHARED =
  /[\\/]lib[\\/](phone|line|store|paraglide)[\\/]|[\\/]lib[\\/](api[\\/](light|may)|contributions[\\/](kinds|item-names|card-marks|CardAbout)|results[\\/]Bars|texts[\\/](theme-names|session[\\/](task-texts|fist-to-five|languages))|keep-focus|safe-next)|[\\/]packages[\\/]ui[\\/]|[\\/]node_modules[\\/](?!zod|leaflet)|preload-helper/;

export default defineConfig(({ command }) => ({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'baseLocale'],
      cookieName: 'locale',
      // for who reads the types; while somebody works on the screens they would hold up each change of a text for half a minute
      emitTsDeclarations: command === 'build',
    }),
    sveltekit({
      adapter: adapter({ precompress: true }),
      // on a slow line each file costs a round trip: small styles come with the page
      inlineStyleThreshold: 6_000,
      // by the participants' own page, which knows what to do where that is forbidden
      serviceWorker: { register: false },
      csp: {
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // styles in a page carry its nonce; progress bars set their size as an attribute, which knows none
          'style-src': ['self'],
          'style-src-attr': ['unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:'],
          'font-src': ['self', 'data:'],
          'connect-src': ['self'],
          'object-src': ['none'],
          'base-uri': ['self'],
          'form-action': ['self'],
          'frame-ancestors': ['none'],
        },
      },
    }),
  ],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          // … and small modules that the same pages need come together: those of nearly all pages, and those of some. How
          // many are nearly all: so many that the reasons of refusals, which staff's pages share, are not among them
          output: {
            codeSplitting: {
              groups: [
                { name: 'light', test: LIGHT, priority: 3 },
                { name: 'schemas', test: SCHEMAS, minShareCount: 2, priority: 2 },
                { name: 'frame', test: FRAME, minShareCount: 31, priority: 1 },
                {
                  name: 'shared',
                  test: SHARED,
                  minShareCount: 2,
                  entriesAware: true,
                  // more, and the reasons of refusals, which are staff's, come to phones with what they share
                  entriesAwareMergeThreshold: 2_000,
                },
              ],
            },
          },
        },
      },
    },
  },
  // for `vite dev` only: in production the front door sends /api to the engine
  server: { proxy: { '/api': process.env['ENGINE_URL'] ?? 'http://127.0.0.1:3000' } },
  // workspace packages are TypeScript and Svelte sources, so they are compiled here
  ssr: { noExternal: [/^@buurtbalans\//, /^@lucide\//] },
}));
