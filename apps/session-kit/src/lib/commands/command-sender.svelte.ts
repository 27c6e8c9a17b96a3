import { ApiError, type Problem } from '@buurtbalans/contracts';
import type { CommandInput } from '@buurtbalans/domain';
import { refreshAll } from '$app/navigation';
import { api } from '#lib/api/client.ts';
import { newId } from '#lib/api/new-id.ts';
import { problemFrom } from './problem-from.ts';

/** What the sender's screen showed: which trajectory, at which version. */
export interface Shown {
  readonly id: string;
  readonly version: number;
}

/** Only an answer of the engine settles a command; after silence or a fault the same id must be sent again. */
const isSettled = (problem: Problem): boolean => problem.status < 500;

/** Job results and timers move the version too; nobody needs to look again because of those. */
const onlySystem = (problem: Problem): boolean =>
  problem.code === 'TRAJECTORY.STALE' &&
  (problem.since?.length ?? 0) > 0 &&
  problem.since!.every((entry) => entry.role === 'system');

/** How a command goes out. */
interface Sending {
  readonly ofAnyVersion?: boolean;
  readonly confirmedNotPersonal?: boolean;
}

/**
 * Sends commands of one form. The command keeps its id until the engine has answered, so that sending again after a
 * lost connection does nothing twice; a new thing keeps its own id in the same way.
 */
export class CommandSender {
  busy = $state(false);
  problem = $state<Problem | null>(null);
  /** True after an accepted command, until the next one. */
  done = $state(false);

  /** Of an accepted request for a document: the one to follow, which may be another's that shows the very same. */
  reportId: string | undefined;

  readonly #shown: () => Shown;
  #itemId = newId();
  #open: { key: string; commandId: string } | null = null;

  constructor(shown: () => Shown) {
    this.#shown = shown;
  }

  /**
   * Sends the command that `make` builds with the id for a new thing, for the version that was shown or `ofAnyVersion`.
   * `confirmedNotPersonal` once whoever wrote it was warned, and says that it is about nobody. True when the engine accepted it.
   */
  async send(make: (itemId: string) => CommandInput | Promise<CommandInput>, how: Sending = {}): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = null;
    this.done = false;
    try {
      const command = await make(this.#itemId);
      const key = JSON.stringify(command);
      if (this.#open?.key !== key) this.#open = { key, commandId: newId() };
      const { reportId } = await this.#deliver(command, this.#open.commandId, how);
      this.reportId = reportId;
    } catch (cause) {
      this.problem = problemFrom(cause);
      if (isSettled(this.problem)) this.#open = null;
      if (this.problem.status === 409) await refresh();
      this.busy = false;
      return false;
    }
    this.#open = null;
    this.#itemId = newId();
    await refresh();
    this.busy = false;
    this.done = true;
    return true;
  }

  async #deliver(
    command: CommandInput,
    commandId: string,
    { ofAnyVersion = false, confirmedNotPersonal = false }: Sending,
  ): Promise<{ readonly reportId?: string | undefined }> {
    const { id, version } = this.#shown();
    const post = (expectedVersion?: number) =>
      api.call('sendCommand', {
        params: { trajectoryId: id },
        body: { commandId, expectedVersion, command, ...(confirmedNotPersonal && { confirmedNotPersonal }) },
      });
    if (ofAnyVersion) return post();
    try {
      return await post(version);
    } catch (cause) {
      if (!(cause instanceof ApiError) || !onlySystem(cause.problem)) throw cause;
      return post(cause.problem.currentVersion ?? version);
    }
  }
}

async function refresh(): Promise<void> {
  // what was accepted stays accepted when the page cannot be read again at once
  await refreshAll().catch(() => undefined);
}
