import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Rolldown } from 'vite';
import type { Tell } from './reloader.ts';

/**
 * The bundle of a program, made anew at each change of what is in it. It lies apart from what `npm run build` makes and
 * keeps for the next time, and below the program, from where it finds what that has installed.
 */
export class ProgramBundle {
  readonly script: string;
  readonly #name: string;
  readonly #root: string;
  readonly #folder: string;
  readonly #tell: Tell;
  #watcher: Rolldown.RolldownWatcher | undefined;
  #mark = '';

  /** `root` is the folder of the program, whose name it has. */
  constructor(root: string, tell: Tell) {
    this.#name = basename(root);
    this.#root = root;
    this.#folder = join(root, 'node_modules', '.dev');
    this.script = join(this.#folder, 'main.js');
    this.#tell = tell;
  }

  /** Makes it, and again at each change; resolves after the first attempt, whatever came of it. */
  async watch(onChanged: () => void): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
    await mkdir(this.#folder, { recursive: true });
    // there nothing above says which kind of module it is
    await writeFile(join(this.#folder, 'package.json'), '{ "type": "module" }');
    const { build } = await import('vite');
    this.#watcher = (await build({
      root: this.#root,
      mode: 'development',
      logLevel: 'silent',
      // what a running program has yet to load stays where it is
      build: { outDir: this.#folder, emptyOutDir: false, watch: {} },
    })) as Rolldown.RolldownWatcher;
    await new Promise<void>((attempted) => {
      this.#watcher!.on('event', async (event) => {
        if (event.code === 'ERROR') this.#tell(`  ! ${this.#name}: ${inPlace(event.error)}`);
        if (event.code === 'ERROR' || event.code === 'BUNDLE_END') await event.result?.close();
        if (event.code === 'BUNDLE_END' && (await this.#isOther())) onChanged();
        if (event.code === 'ERROR' || event.code === 'BUNDLE_END') attempted();
      });
    });
  }

  async close(): Promise<void> {
    await this.#watcher?.close();
  }

  /** Whether it is another than before: a change of a comment makes the same. Files beside the first have their hash in their name. */
  async #isOther(): Promise<boolean> {
    const before = this.#mark;
    const names = await readdir(this.#folder, { recursive: true });
    this.#mark = createHash('sha256')
      .update(await readFile(this.script))
      .update(names.sort().join('\n'))
      .digest('hex');
    return this.#mark !== before;
  }
}

/** What is wrong and where, in the words of the bundler, which show the line. */
function inPlace(error: Error & { readonly frame?: string; readonly id?: string }): string {
  const text = [
    error.message.trim(),
    ...(error.frame && !error.message.includes(error.frame) ? [error.frame] : []),
  ].join('\n');
  return process.stderr.isTTY ? text : stripVTControlCharacters(text);
}
