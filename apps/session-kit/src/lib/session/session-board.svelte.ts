import type { ApiClient, ContributionView, Problem } from '@buurtbalans/contracts';
import { api } from '#lib/api/client.ts';
import { type Connection, SessionFeed, type SessionStatus } from './session-feed.ts';

/** How a board reaches its session. */
export interface BoardOptions {
  readonly api: ApiClient;
  readonly sessionId: string;
  /** What the page already knows. */
  readonly status: SessionStatus;
  /** Reads the status when the stream does not bring it. */
  readonly readStatus: () => Promise<SessionStatus>;
  /** Participants show their token; staff have a cookie. */
  readonly token?: string;
}

/** Live state of one session in one lane, for its page. */
export class SessionBoard {
  contributions = $state.raw<readonly ContributionView[]>([]);
  status = $state<SessionStatus>('planned');
  connection = $state<Connection>('connecting');
  /** Why this browser may not look here (any more). */
  problem = $state.raw<Problem | null>(null);

  readonly #options: BoardOptions;
  readonly #gone = new Set<string>();

  constructor(options: BoardOptions) {
    this.#options = options;
    this.status = options.status;
  }

  /** Begins to follow the session; gives the function that ends it. */
  follow(): () => void {
    const feed = this.#feed();
    const stop = feed.start();
    const awake = (): void => {
      if (document.visibilityState === 'visible') feed.awake();
    };
    document.addEventListener('visibilitychange', awake);
    window.addEventListener('pageshow', awake);
    window.addEventListener('online', awake);
    return () => {
      stop();
      document.removeEventListener('visibilitychange', awake);
      window.removeEventListener('pageshow', awake);
      window.removeEventListener('online', awake);
    };
  }

  /** Takes in contributions, in the order of the session; each once, and never one that was withdrawn. */
  add(added: readonly ContributionView[]): void {
    const merged = new Map([...this.contributions, ...added].map((contribution) => [contribution.id, contribution]));
    this.contributions = [...merged.values()].filter(({ id }) => !this.#gone.has(id)).sort((one, other) => one.seq - other.seq);
  }

  remove(contributionId: string): void {
    this.#gone.add(contributionId);
    this.add([]);
  }

  #feed(): SessionFeed {
    const { api, sessionId, token, readStatus } = this.#options;
    const headers: Record<string, string> = { accept: 'text/event-stream', ...(token ? { authorization: `Bearer ${token}` } : {}) };
    const params = { sessionId };
    return new SessionFeed(
      {
        stream: (after, signal) => fetch(api.url('streamSession', { params, query: { after } }), { headers, signal, cache: 'no-store' }),
        contributions: async (after) => (await api.call('listContributions', { params, query: { after } })).items,
        status: readStatus,
      },
      {
        added: (added) => this.add(added),
        replaced: (all) => {
          this.contributions = [];
          this.add(all);
        },
        withdrawn: (id) => this.remove(id),
        status: (status) => (this.status = status),
        connection: (connection, problem) => {
          this.connection = connection;
          this.problem = problem;
        },
      },
    );
  }
}

/** The board of one session for its facilitator. */
export function boardOfStaff(trajectoryId: string, sessionId: string, status: SessionStatus): SessionBoard {
  const readStatus = async (): Promise<SessionStatus> => {
    const { sessions } = await api.call('readTrajectory', { params: { trajectoryId } });
    return sessions.find(({ id }) => id === sessionId)?.status ?? status;
  };
  return new SessionBoard({ api, sessionId, status, readStatus });
}
