import { createServer } from 'vite';

/** The screens by Vite, in the folder of the session kit: what is changed is seen without loading the page again. */
const server = await createServer({
  server: { host: '127.0.0.1', port: Number(process.env['PORT']), strictPort: true },
  clearScreen: false,
  plugins: [
    {
      // forms are taken from where the page came from, which is the front door
      name: 'behind-the-door',
      configureServer({ middlewares }) {
        middlewares.use((request, _response, next) => {
          const shown = request.headers['x-forwarded-host'];
          if (typeof shown === 'string' && shown) request.headers.host = shown;
          next();
        });
      },
    },
  ],
});
await server.listen();
process.send?.({ ready: true });
