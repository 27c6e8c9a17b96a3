/** How to run the embedded server. */
export interface EmbeddedOptions {
  /** Folder of the cluster; made when it is not there. Whoever starts a server has it for himself. */
  readonly dataDir: string;
  /** Password of the owner `postgres`; the cluster keeps the one it was made with. */
  readonly password: string;
  /** False only for tests: then a power failure may lose data, and everything is faster. */
  readonly durable?: boolean;
  /** True when a cluster was there before: then one that is gone is a fault, and nothing to make anew. */
  readonly isKnown?: boolean;
  /** The port on loopback; a free one when it is not given. */
  readonly port?: number;
  /** Ends the start, of which nothing stays running; it is rejected with the signal's reason. */
  readonly signal?: AbortSignal;
}

/** A running embedded server. */
export interface EmbeddedServer {
  /** Connection string of the owner for the database of that name. */
  url(database?: string): string;
  readonly pid: number;
  readonly port: number;
  /** Resolves once the server has ended, for whatever reason, with its exit code or signal. */
  readonly ended: Promise<string>;
  /** Asks for a sign of life; what it answers is one, also that it recovers or has no place. @throws when it is silent for so many milliseconds */
  probe(patience: number): Promise<void>;
  /** Ends the server on the spot, as a power failure does. */
  kill(): Promise<void>;
  /** Stops the server in good order; open connections are closed. */
  stop(): Promise<void>;
}
