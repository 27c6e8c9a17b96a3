import type { ApiClient, ContributionView, LaneEvent } from '@buurtbalans/contracts';

const QUIET_MS = 12_000;
const POLL_MS = 1_500;
const RETRY_MS = 1_000;

/**
 * Live state of one session in one lane. Reads the event stream and resumes after the last event it has; when the
 * stream stays silent, as behind a proxy that holds it back, it asks instead.
 */
export class SessionBoard {
  contributions = $state.raw<readonly ContributionView[]>([]);
  status = $state<'planned' | 'open' | 'closed' | 'cancelled'>('planned');
  connection = $state<'connecting' | 'live' | 'polling' | 'lost'>('connecting');

  readonly #api: ApiClient;
  readonly #sessionId: string;
  readonly #headers: () => Record<string, string>;
  #last = 0;
  #stopped = false;
  #current: AbortController | undefined;

  constructor(api: ApiClient, sessionId: string, status: SessionBoard['status'], headers: () => Record<string, string> = () => ({})) {
    this.#api = api;
    this.#sessionId = sessionId;
    this.status = status;
    this.#headers = headers;
  }

  /** Begins to follow the session; gives the function that ends it. */
  follow(): () => void {
    const awake = (): void => {
      if (document.visibilityState === 'visible' && this.connection !== 'live') this.#current?.abort();
    };
    document.addEventListener('visibilitychange', awake);
    window.addEventListener('pageshow', awake);
    window.addEventListener('online', awake);
    void this.#run();
    return () => {
      this.#stopped = true;
      this.#current?.abort();
      document.removeEventListener('visibilitychange', awake);
      window.removeEventListener('pageshow', awake);
      window.removeEventListener('online', awake);
    };
  }

  /** Takes in what this browser itself just sent, before the stream brings it. */
  add(contribution: ContributionView): void {
    const others = this.contributions.filter((other) => other.id !== contribution.id);
    this.contributions = [...others, contribution].sort((one, other) => one.seq - other.seq);
  }

  remove(contributionId: string): void {
    this.contributions = this.contributions.filter((contribution) => contribution.id !== contributionId);
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      try {
        await this.#stream();
      } catch {
        await this.#poll();
      }
      await new Promise((resolve) => setTimeout(resolve, this.connection === 'polling' ? POLL_MS : RETRY_MS));
    }
  }

  async #stream(): Promise<void> {
    this.#current = new AbortController();
    const { signal } = this.#current;
    let quiet: ReturnType<typeof setTimeout> | undefined;
    const heard = (): void => {
      clearTimeout(quiet);
      quiet = setTimeout(() => this.#current?.abort(), QUIET_MS);
    };
    try {
      heard();
      const url = this.#api.url('streamSession', { params: { sessionId: this.#sessionId }, query: { after: this.#last } });
      const response = await fetch(url, { headers: { accept: 'text/event-stream', ...this.#headers() }, signal, cache: 'no-store' });
      if (!response.ok || !response.body) throw new Error(`stream ${response.status}`);
      let rest = '';
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        heard();
        this.connection = 'live';
        const parts = (rest + chunk.value).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) this.#take(part);
      }
    } finally {
      clearTimeout(quiet);
      if (this.connection === 'live') this.connection = 'connecting';
    }
  }

  #take(part: string): void {
    const data = part.split('\n').find((line) => line.startsWith('data: '));
    if (!data) return;
    const event = JSON.parse(data.slice(6)) as LaneEvent;
    this.#last = Math.max(this.#last, event.seq);
    if (event.type === 'session') this.status = event.status;
    else if (event.type === 'withdrawn') this.remove(event.contributionId);
    else this.add(event.contribution);
  }

  async #poll(): Promise<void> {
    if (this.#stopped) return;
    try {
      const { items } = await this.#api.call('listContributions', { params: { sessionId: this.#sessionId }, query: { after: this.#last } });
      this.connection = 'polling';
      for (const contribution of items) {
        this.#last = Math.max(this.#last, contribution.seq);
        this.add(contribution);
      }
    } catch {
      this.connection = 'lost';
    }
  }
}
