import type { Invitations, Problem, SessionView } from '@buurtbalans/contracts';
import { api } from '#lib/api/client.ts';
import { newId } from '#lib/api/new-id.ts';
import { problemFrom } from '#lib/commands/problem-from.ts';

const POLL_MS = 2_000;

type Invitee = Invitations['invitees'][number];
type NewInvitee = { accountId: string } | { organisationId: string; address: string };

/** The list of a session while its facilitator looks at it: who is on it, and what becomes of the mails. */
export class InviteList {
  data = $state.raw<Invitations>() as Invitations;
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);

  readonly #session: () => SessionView;
  readonly #isUnderWay = $derived.by(() =>
    this.data.invitees.some(({ outcome }) => outcome?.status === 'waiting' || outcome?.status === 'trying'),
  );
  /** People with an account who are not on the list. */
  readonly others = $derived.by(() =>
    this.data.people.filter(({ accountId }) => !this.data.invitees.some((one) => one.accountId === accountId)),
  );
  /** Those who have no mail with the session's moment, and can get one. */
  readonly due = $derived.by(() =>
    this.data.invitees.filter((one) => one.outcome === null || one.outcome.status === 'not_sent' || this.isOld(one)),
  );

  constructor(data: Invitations, session: () => SessionView) {
    this.data = data;
    this.#session = session;
  }

  /** The last mail to this receiver named another moment. */
  isOld = ({ outcome }: Invitee): boolean => outcome !== null && outcome.plannedFor !== this.#session().plannedFor;

  async add(items: readonly NewInvitee[]): Promise<boolean> {
    return this.#try(async () => {
      this.data = await api.call('addInvitees', {
        params: this.#params,
        body: { items: items.map((item) => ({ id: newId(), ...item })) },
      });
    });
  }

  async remove({ id }: Invitee): Promise<boolean> {
    return this.#try(async () => {
      await api.call('removeInvitee', { params: { ...this.#params, inviteeId: id } });
      await this.read();
    });
  }

  async read(): Promise<void> {
    this.data = await api.call('readInvitations', { params: this.#params });
  }

  /** Looks again while mails are under way; gives the function that ends it. */
  follow(): () => void {
    const timer = setInterval(() => void (this.#isUnderWay && this.read().catch(() => undefined)), POLL_MS);
    return () => clearInterval(timer);
  }

  get #params(): { sessionId: string } {
    return { sessionId: this.#session().id };
  }

  async #try(work: () => Promise<void>): Promise<boolean> {
    this.busy = true;
    this.problem = null;
    try {
      await work();
    } catch (cause) {
      this.problem = problemFrom(cause);
    }
    this.busy = false;
    return this.problem === null;
  }
}
