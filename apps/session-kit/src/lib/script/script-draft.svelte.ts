import type { Problem } from '@buurtbalans/contracts';
import type { Step } from '@buurtbalans/domain';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';
import { isSameScript, rebased } from './script-edit.ts';

interface Content {
  readonly steps: readonly Step[];
  readonly showOrganisations: boolean;
}

/**
 * The script as somebody edits it. It follows the session until it is changed here; what a colleague saves in the
 * meantime takes nothing of the own edit away.
 */
export class ScriptDraft {
  steps = $state.raw<readonly Step[]>([]);
  showOrganisations = $state(false);
  problem = $state.raw<Problem | null>(null);
  isBusy = $state(false);
  /** Saved, and not changed since. */
  isDone = $state(false);

  readonly #live: LiveSession;
  /** What the edit began from. */
  #base = $state.raw<Content & { readonly version: number }>({ version: -1, steps: [], showOrganisations: false });

  readonly begun = $derived.by((): readonly string[] => this.#live.script?.begun ?? []);
  readonly isThere = $derived.by(() => this.#base.version >= 0);
  readonly isDirty = $derived.by(
    () => !isSameScript(this.#content, { steps: this.#base.steps, showOrganisations: this.#base.showOrganisations }),
  );
  /** A colleague saved another version while this one was edited. */
  readonly isBehind = $derived.by(() => this.isDirty && (this.#live.script?.version ?? 0) > this.#base.version);

  constructor(live: LiveSession) {
    this.#live = live;
  }

  /** Follows the session as long as nothing is edited; to be called from an effect. */
  follow(): void {
    const { script } = this.#live;
    if (script && script.version > this.#base.version && !this.isDirty) this.adopt();
  }

  /** Takes the session's version and gives up the own edit. */
  adopt(): void {
    const { script, room } = this.#live;
    if (!script || !room) return;
    this.#begin({ version: script.version, steps: script.steps, showOrganisations: room.showOrganisations });
    this.steps = script.steps;
    this.showOrganisations = room.showOrganisations;
  }

  /** Keeps the own edit, on top of what the colleague saved. */
  keepOwn(): void {
    const { script, room } = this.#live;
    if (!script || !room) return;
    this.steps = rebased(this.steps, script.steps, script.begun);
    this.#begin({ version: script.version, steps: script.steps, showOrganisations: room.showOrganisations });
  }

  edit(steps: readonly Step[]): void {
    this.steps = steps;
    this.isDone = false;
  }

  /** Saves it; `confirmedNotPersonal` once whoever wrote it was warned, and says that it is about nobody. */
  async save(confirmedNotPersonal = false): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const saved = this.#content;
    const { version } = this.#base;
    this.problem = await this.#live.send({
      type: 'SetScript',
      expectedScript: version,
      steps: [...saved.steps],
      showOrganisations: saved.showOrganisations,
      confirmedNotPersonal,
    });
    this.isBusy = false;
    if (this.problem) return;
    this.#base = { ...saved, version: version + 1 };
    this.isDone = !this.isDirty;
  }

  get #content(): Content {
    return { steps: this.steps, showOrganisations: this.showOrganisations };
  }

  #begin(base: Content & { readonly version: number }): void {
    this.#base = base;
    this.problem = null;
    this.isDone = false;
  }
}
