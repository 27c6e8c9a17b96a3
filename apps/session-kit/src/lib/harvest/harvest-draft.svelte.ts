import type { HarvestView, Problem } from '@buurtbalans/contracts';
import type { LiveCommandInput } from '@buurtbalans/domain';

type Minutes = HarvestView['minutes'];

/** What a facilitator writes about a session. */
export interface Words {
  readonly summary: string;
  readonly notes: Readonly<Record<string, string>>;
  readonly omitted: readonly string[];
}

const wordsOf = ({ summary, notes, omitted }: Words): Words => ({ summary, notes, omitted });
const written = ({ notes }: Words): [string, string][] =>
  Object.entries(notes)
    .filter(([, text]) => text.trim() !== '')
    .sort(([one], [other]) => one.localeCompare(other));
const isSame = (one: Words, other: Words): boolean =>
  one.summary.trim() === other.summary.trim() &&
  JSON.stringify(written(one).map(([id, text]) => [id, text.trim()])) ===
    JSON.stringify(written(other).map(([id, text]) => [id, text.trim()])) &&
  [...one.omitted].sort().join() === [...other.omitted].sort().join();

/**
 * Minutes as somebody writes them. They follow the session until they are changed here; what a colleague saves in the
 * meantime is put beside the own words and takes nothing of them away.
 */
export class HarvestDraft {
  summary = $state('');
  notes = $state<Record<string, string>>({});
  omitted = $state.raw<readonly string[]>([]);
  problem = $state.raw<Problem | null>(null);
  isBusy = $state(false);
  /** What the last save was, until something is changed. */
  done = $state<'saved' | 'approved' | null>(null);
  /** What a colleague saved in the meantime, to choose from. */
  theirs = $state.raw<Words | null>(null);
  /** The writer was warned of words that seem to be about a person, and says that they are not. */
  isConfirmed = $state(false);

  #base = $state.raw<Words & { readonly version: number }>({ version: -1, summary: '', notes: {}, omitted: [] });
  readonly #send: (command: LiveCommandInput) => Promise<Problem | null>;
  readonly #look: () => Promise<Minutes>;

  readonly isDirty = $derived.by(() => !isSame(this.#words, this.#base));
  readonly isWarned = $derived.by(() => this.problem?.code === 'CONTRIBUTION.PERSONAL');

  constructor(send: (command: LiveCommandInput) => Promise<Problem | null>, look: () => Promise<Minutes>) {
    this.#send = send;
    this.#look = look;
  }

  /** Takes in what the session has, as long as nothing is changed here. */
  follow(minutes: Minutes): void {
    if (minutes.version <= this.#base.version || (this.#base.version >= 0 && this.isDirty)) return;
    this.#base = { version: minutes.version, ...wordsOf(minutes) };
    this.summary = minutes.summary;
    this.notes = { ...minutes.notes };
    this.omitted = minutes.omitted;
  }

  noteOf(id: string): string {
    return this.notes[id] ?? '';
  }

  setNote(id: string, text: string): void {
    this.notes[id] = text;
    this.done = null;
  }

  isIncluded(id: string): boolean {
    return !this.omitted.includes(id);
  }

  include(id: string, on: boolean): void {
    this.omitted = on ? this.omitted.filter((one) => one !== id) : [...this.omitted, id];
    this.done = null;
  }

  /** Saves what stands here; on a conflict nothing is stored, and the colleague's words come beside it. */
  async save(approved: boolean): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.done = null;
    const words = this.#words;
    const problem = await this.#send({
      type: 'WriteMinutes',
      expectedMinutes: this.#base.version,
      ...words,
      omitted: [...words.omitted],
      approved,
      confirmedNotPersonal: this.isConfirmed,
    });
    if (problem?.code === 'LIVE.MINUTES_MOVED') await this.#showTheirs();
    else this.problem = problem;
    this.isBusy = false;
    if (problem) return;
    this.#base = { version: this.#base.version + 1, ...words };
    this.theirs = null;
    this.isConfirmed = false;
    this.done = approved ? 'approved' : 'saved';
  }

  async #showTheirs(): Promise<void> {
    const latest = await this.#look().catch(() => null);
    if (!latest) return;
    this.problem = null;
    this.theirs = wordsOf(latest);
    this.#base = { version: latest.version, ...wordsOf(latest) };
  }

  get #words(): Words {
    return {
      summary: this.summary,
      notes: Object.fromEntries(written({ ...this.#base, notes: this.notes })),
      omitted: this.omitted,
    };
  }
}
