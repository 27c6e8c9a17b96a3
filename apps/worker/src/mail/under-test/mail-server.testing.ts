import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A mail that the server has taken, as it came and as it reads. */
export interface TakenMail {
  readonly to: string;
  readonly raw: string;
  readonly parsed: ParsedMail;
}

/** A real mail server on a port of this machine, that can be made to fail; for tests. */
export class MailServerUnderTest {
  readonly taken: TakenMail[] = [];
  /** Addresses that are refused for good. */
  readonly refused = new Set<string>();
  /** Addresses that are refused until they are taken out again. */
  readonly busy = new Set<string>();
  /** Every receiver that a client has asked for, refused ones too. */
  readonly asked: string[] = [];
  /** Takes so many mails and then goes silent before saying so, as a connection that breaks. */
  breaksAfterTaking = 0;
  /** Called when a mail was taken, before its sender hears so. */
  onTaken: (() => void) | undefined;
  /** Lets nobody in when set. */
  closedToAll = false;
  /** Times that somebody wanted to be let in. */
  signIns = 0;
  /** Takes no mail of this sender, whoever it is for. */
  refusesSender = false;
  #server: SMTPServer | undefined;
  #port = 0;

  get url(): string {
    return this.closedToAll ? `smtp://name:wrong@127.0.0.1:${this.#port}` : `smtp://127.0.0.1:${this.#port}`;
  }

  /** Starts; again on the same port after a stop. */
  async start(): Promise<this> {
    const server = new SMTPServer({
      authOptional: true,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      closeTimeout: 100,
      onAuth: (_, __, done) => {
        this.signIns += 1;
        done(new Error('no'));
      },
      onMailFrom: (_, __, done) =>
        done(this.refusesSender ? Object.assign(new Error('not of you'), { responseCode: 550 }) : undefined),
      onRcptTo: ({ address }, _, done) => {
        this.asked.push(address);
        const responseCode = this.refused.has(address) ? 550 : this.busy.has(address) ? 451 : undefined;
        done(
          responseCode === undefined ? undefined : Object.assign(new Error(`no mail for ${address}`), { responseCode }),
        );
      },
      onData: (stream, session, done) => {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          const raw = Buffer.concat(parts);
          void simpleParser(raw).then((parsed) => {
            this.taken.push({
              to: session.envelope.rcptTo.map(({ address }) => address).join(),
              raw: raw.toString('utf8'),
              parsed,
            });
            this.onTaken?.();
            if (this.breaksAfterTaking === 0) return done();
            this.breaksAfterTaking -= 1;
            // the sender never hears that its mail has arrived
            for (const connection of server.connections)
              (connection as { _socket: { destroy(): void } })._socket.destroy();
          });
        });
      },
    });
    server.on('error', () => undefined);
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    const address = server.server.address();
    this.#port = typeof address === 'object' && address ? address.port : 0;
    this.#server = server;
    return this;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise<void>((resolve) => server.close(resolve));
  }

  /** Takes out what has come in so far. */
  empty(): TakenMail[] {
    this.asked.length = 0;
    return this.taken.splice(0);
  }
}
