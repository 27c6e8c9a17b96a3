import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'baseLocale'],
      cookieName: 'locale',
      emitTsDeclarations: true,
    }),
    sveltekit({
      adapter: adapter({ precompress: true }),
      csp: {
        directives: {
          'default-src': ['self'],
          'script-src': ['self'],
          // progress bars and Leaflet set sizes as style attributes
          'style-src': ['self', 'unsafe-inline'],
          'img-src': ['self', 'data:', 'blob:', 'https://service.pdok.nl'],
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
  // for `vite dev` only: in production the front door sends /api to the engine
  server: { proxy: { '/api': process.env['ENGINE_URL'] ?? 'http://127.0.0.1:3000' } },
  // workspace packages are TypeScript and Svelte sources, so they are compiled here
  ssr: { noExternal: [/^@buurtbalans\//, /^@lucide\//] },
});
