import { join } from 'node:path';
import { parsed, ROOT } from '../options.ts';
import { EXIT, StartError } from '../start-error.ts';

/** What is sown, and where. */
export interface SeedOptions {
  readonly trajectories: number;
  readonly seed: number;
  readonly dataDir: string;
  /** Also where there are trajectories that nobody made up. */
  readonly amongReal: boolean;
  readonly help: boolean;
}

/** More than any programme has, and than a disk should get by a slip of the hand. */
const MOST = 100_000;

/** What `--help` prints. */
export const SEED_HELP = `npm run seed -- --trajectories N [opties / options]

  --trajectories N   zoveel verzonnen trajecten erbij / so many made-up trajectories more (14, 500, 10000)
  --data DIR         map van de gegevens / folder of the data (./data); met/with DATABASE_URL: die server / that server
  --seed N           andere trajecten; hetzelfde getal geeft op één dag dezelfde / others; the same number gives the same on one day (1)
  --among-real       ook waar echte trajecten staan / also where there are real trajectories
  --help             deze tekst / this text

Het product mag er niet op draaien. Alles is verzonnen en zo gemerkt; gebieden en cijfers zijn echt.
The product must not be running on it. All is made up and marked so; areas and figures are real.`;

/** Reads the command line. @throws StartError when a word is not understood, or a number is none */
export function readSeedOptions(args: readonly string[]): SeedOptions {
  const values = parsed(args, {
    trajectories: { type: 'string' },
    data: { type: 'string', default: join(ROOT, 'data') },
    seed: { type: 'string', default: '1' },
    'among-real': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  } as const);
  const { help, data: dataDir, 'among-real': amongReal } = values;
  if (help) return { help, dataDir, amongReal, trajectories: 0, seed: 0 };
  if (dataDir.trim() === '') throw new StartError('--data: geen map genoemd / no folder named', EXIT.usage);
  return {
    help,
    dataDir,
    amongReal,
    trajectories: wholeNumber('trajectories', values.trajectories ?? '', 1, MOST),
    seed: wholeNumber('seed', values.seed, 0, 2 ** 31),
  };
}

function wholeNumber(name: string, value: string, low: number, high: number): number {
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < low || number > high)
    throw new StartError(
      `--${name}${value && ` ${value}`}: geef een heel getal van ${low} tot ${high} / give a whole number from ${low} to ${high}`,
      EXIT.usage,
    );
  return number;
}
