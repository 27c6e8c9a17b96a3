import { defineConfig } from 'vite';

/** One bundle of the worker and the workspace's own packages; what comes from the registry stays outside. */
export default defineConfig({
  build: {
    ssr: 'src/main.ts',
    outDir: 'dist',
    target: 'node24',
    sourcemap: true,
    rolldownOptions: { output: { entryFileNames: 'main.js', format: 'esm' } },
  },
  ssr: { noExternal: [/^@buurtbalans\//], external: true },
});
