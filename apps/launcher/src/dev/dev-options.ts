import { launchArguments, type LaunchOptions, launchOptions, parsed, portOf } from '../options.ts';

/** How the product is started to be worked on. */
export interface DevOptions extends LaunchOptions {
  /** Ports of this machine at which a debugger can attach. */
  readonly inspect: { readonly engine: number; readonly worker: number };
}

/** What `--help` prints. */
export const DEV_HELP = `npm run dev -- [opties / options]

  --port N             poort van het adres / port of the address (3000)
  --host H             waarop geluisterd wordt / what is listened on (127.0.0.1; 0.0.0.0: ook telefoons / phones too)
  --data DIR           map voor alle gegevens / folder for all data (./data-dev)
  --fresh              begin opnieuw: wis de database in die map / start over: erase the database in that folder
  --no-demo            zonder voorbeeldtraject / without the demonstration
  --inspect-engine N   poort voor de debugger van de engine / port for the debugger of the engine (9229)
  --inspect-worker N   poort voor de debugger van de worker / port for the debugger of the worker (9230)
  --help               deze tekst / this text`;

/** Reads the command line. @throws StartError when a word is not understood. */
export function readDevOptions(args: readonly string[]): DevOptions {
  const values = parsed(args, {
    ...launchArguments('127.0.0.1', 'data-dev'),
    'inspect-engine': { type: 'string', default: '9229' },
    'inspect-worker': { type: 'string', default: '9230' },
  } as const);
  return {
    ...launchOptions(values),
    verbose: true,
    inspect: {
      engine: portOf('inspect-engine', values['inspect-engine']),
      worker: portOf('inspect-worker', values['inspect-worker']),
    },
  };
}
