import { Agent, request as ask } from 'node:http';
import { type Database, openDatabase } from '@buurtbalans/database';
import { checkBeside, checkJournals } from '../../../apps/launcher/src/backup/check-database.ts';
import { API } from '../../live/participant.ts';
import { Chance } from '../chance.ts';
import { Callers } from './callers.ts';
import { type FuzzAnswer, wrongWith } from './judge.ts';
import { Known } from './known.ts';
import { anyRequest, type FuzzRequest } from './requests.ts';
import pg from 'pg';

/** How much is asked, of whom. */
export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  /** Port of the front door. */
  readonly port: number;
  /** The database behind it, as its owner. */
  readonly databaseUrl: string;
  readonly tell: (line: string) => void;
}

/** What came of it. */
export interface FuzzReport {
  readonly requests: number;
  /** Answers by their first digit. */
  readonly answers: Readonly<Record<string, number>>;
  /** Endpoints that accepted something, and codes of refusals that were met. */
  readonly endpoints_accepting: number;
  readonly codes: number;
  readonly wrong: readonly string[];
  /** What is not well afterwards. */
  readonly after: readonly string[];
}

const SENDERS = 4;
const RENEWED_EVERY = 750;
const PATIENCE_MS = 30_000;

/** Sends requests that a seed decides, looks at each answer, and then at what is left. */
export async function fuzz({ requests, seed, port, databaseUrl, tell }: FuzzOptions): Promise<FuzzReport> {
  const db = openDatabase({ url: databaseUrl, connections: 3 });
  const agent = new Agent({ keepAlive: true, maxSockets: SENDERS });
  const known = new Known();
  const callers = new Callers(db, known, port);
  const [answers, accepting, codes] = [new Map<string, number>(), new Set<string>(), new Set<string>()];
  const wrong: string[] = [];
  let next = 0;
  let renewing: Promise<void> = Promise.resolve();

  const sendOne = async (number: number): Promise<void> => {
    const request = anyRequest(new Chance(seed + number * 0x9e3779b1), known, callers.all);
    const answer = await send(agent, port, request);
    const kind = `${Math.floor(answer.status / 100)}xx`;
    answers.set(kind, (answers.get(kind) ?? 0) + 1);
    const fault = wrongWith(request, answer);
    if (fault) {
      const line = `${number}: ${request.caller.name} ${request.id}: ${fault}`;
      tell(
        `${line}\n    ${request.method} ${request.path.slice(0, 300)}\n    ${JSON.stringify(request.headers).slice(0, 300)}\n    ${String(request.body).slice(0, 1_500)}`,
      );
      wrong.push(line);
    }
    if (answer.status < 400) accepting.add(request.id);
    if (answer.status < 300) known.learn(answer.text);
    const code = /"code":"([A-Z_.]+)"/.exec(answer.text)?.[1];
    if (answer.status >= 400 && code) codes.add(code);
    const { role } = request.caller;
    // its sign-in was ended, or its account changed: others go on with it
    if (role && (code === 'AUTH.REQUIRED' || code === 'AUTH.FORBIDDEN' || /sign|person|password/i.test(request.id)))
      await callers.signIn(role);
  };
  const sender = async (): Promise<void> => {
    for (let number = next++; number < requests; number = next++) {
      if (number % RENEWED_EVERY === 0) renewing = callers.renew();
      await renewing;
      await sendOne(number);
    }
  };
  try {
    await callers.begin();
    await Promise.all(Array.from({ length: SENDERS }, sender));
    return {
      requests,
      answers: Object.fromEntries([...answers].sort()),
      endpoints_accepting: accepting.size,
      codes: codes.size,
      wrong,
      after: await notWell(db, port, databaseUrl, callers),
    };
  } finally {
    agent.destroy();
    await db.close();
  }
}

function send(agent: Agent, port: number, request: FuzzRequest): Promise<FuzzAnswer> {
  const { method, path, headers, body } = request;
  return new Promise((resolve) => {
    const noAnswer = (why: string): void => resolve({ status: 599, type: '', text: why });
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const asking = ask({
      agent,
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { ...headers, ...length },
      timeout: PATIENCE_MS,
    });
    asking.on('error', (error: NodeJS.ErrnoException) => {
      // over a connection that was ended meanwhile, as after a head that nobody can read: anybody asks again then
      if (asking.reusedSocket && error.code === 'ECONNRESET') resolve(send(agent, port, request));
      else noAnswer(error.message);
    });
    asking.on('timeout', () => asking.destroy(new Error('no answer')));
    asking.on('response', (answer) => {
      const said = { status: answer.statusCode!, type: String(answer.headers['content-type'] ?? '') };
      if (said.type.startsWith('text/event-stream')) {
        answer.destroy();
        return resolve({ ...said, text: '' });
      }
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => resolve({ ...said, text: Buffer.concat(parts).toString() }));
      answer.on('error', (error) => noAnswer(error.message));
    });
    asking.end(body);
  });
}

/** Whether everybody is still answered, every connection to the database given back, and all that was written whole. */
async function notWell(db: Database, port: number, databaseUrl: string, callers: Callers): Promise<string[]> {
  const found: string[] = [];
  await callers.signIn('programme_manager');
  const { headers } = callers.all.find(({ role }) => role === 'programme_manager')!;
  const statuses = await Promise.all(
    Array.from(
      { length: 40 },
      async (_, at) =>
        (
          await fetch(`http://127.0.0.1:${port}${API}${at % 2 ? '/health' : '/trajectories'}`, {
            headers: { ...headers },
          })
        ).status,
    ),
  );
  if (statuses.some((status) => status !== 200)) found.push(`answers afterwards: ${statuses.join()}`);
  const { rows } = await db.pool.query<{ pid: number }>(
    `select pid from pg_stat_activity where datname = current_database() and state like 'idle in transaction%' and state_change < now() - interval '5 seconds'`,
  );
  if (rows.length > 0) found.push(`${rows.length} transactions that nobody ends`);
  const owner = new pg.Client({ connectionString: databaseUrl });
  await owner.connect();
  try {
    for (const { what, faults } of [await checkJournals(db), ...(await checkBeside(owner))])
      found.push(...faults.map((fault) => `${what}: ${fault}`));
  } finally {
    await owner.end();
  }
  return found;
}
