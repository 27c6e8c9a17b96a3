/** What `npm run faults:mutations` takes out of the source, one after the other, and which test has to notice. */
export interface Mutation {
  readonly guard: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** Test file, and which of its tests. */
  readonly spec: string;
  readonly name?: string;
}

const WORKFLOW = 'packages/workflow/src';
const COMMANDS = `${WORKFLOW}/commands`;
const ACCESS = 'apps/engine/src/platform/access';
/** Every guard that a test must notice the absence of. */
export const MUTATIONS: readonly Mutation[] = [
  {
    guard: 'command receipt',
    file: `${COMMANDS}/append-statement.ts`,
    from: 'insert into command_receipt (trajectory_id, command_id, outcome) select id, $7,',
    to: 'select id, $7::text,',
    spec: `${COMMANDS}/execute-command.int.spec.ts`,
    name: 'E1',
  },
  {
    guard: 'rows beside the journal',
    file: `${COMMANDS}/rows.ts`,
    from: 'links, cancelled, uninvited];',
    to: 'links, cancelled];',
    spec: `${COMMANDS}/rows-beside.int.spec.ts`,
    name: 'E163',
  },
  {
    guard: 'receipt before the decision',
    file: `${COMMANDS}/execute-command.ts`,
    from: 'if (loaded.outcome) return',
    to: 'if (Math.random() > 2) return',
    spec: `${COMMANDS}/engine-model.int.spec.ts`,
    name: 'E11',
  },
  {
    guard: 'receipt of another moment',
    file: `${COMMANDS}/execute-command.ts`,
    from: 'return first && { ...first.outcome, repeated: !first.mine };',
    to: 'return first ? { ...first.outcome, repeated: !first.mine } : { ...outcome, repeated: false };',
    spec: `${COMMANDS}/execute-command.int.spec.ts`,
    name: 'E1',
  },
  {
    guard: 'version check',
    file: `${COMMANDS}/append-statement.ts`,
    from: 'where id = $1 and version = $2 returning',
    to: 'where id = $1 and $2::bigint is not null returning',
    spec: `${COMMANDS}/execute-command.int.spec.ts`,
    name: 'E3',
  },
  {
    guard: 'expected version',
    file: `${COMMANDS}/execute-command.ts`,
    from: 'request.expectedVersion !== version',
    to: 'request.expectedVersion > version',
    spec: `${COMMANDS}/execute-command.int.spec.ts`,
    name: 'E2',
  },
  {
    guard: 'set_seq of a timer',
    file: 'packages/domain/src/case/timers.decide.ts',
    from: 'timer?.setSeq !== setSeq',
    to: 'timer === undefined',
    spec: 'packages/domain/src/case/timers.unit.spec.ts',
  },
  {
    guard: 'due by the clock',
    file: 'packages/domain/src/case/timers.decide.ts',
    from: 'Date.parse(timer.dueAt) > Date.parse(meta.now)',
    to: 'timer.dueAt === meta.now',
    spec: 'packages/domain/src/case/timers.unit.spec.ts',
  },
  {
    guard: 'no receipt for a timer that was too early',
    file: `${COMMANDS}/execute-command.ts`,
    from: "|| request.actor.role === 'system'",
    to: '',
    spec: `${COMMANDS}/execute-command.int.spec.ts`,
    name: 'E7',
  },
  {
    guard: 'fencing attempt',
    file: 'packages/database/src/reports/report.repository.ts',
    from: "    .where('attempt', '=', attempt)\n",
    to: '',
    spec: 'tests/faults/reports.int.spec.ts',
    name: 'E43',
  },
  {
    guard: 'sweep of lost effects',
    file: `${WORKFLOW}/effects/open-effects.ts`,
    from: "if (progress === 'lost') return await putBack(db, effect);",
    to: "if (progress === 'lost') return false;",
    spec: `${WORKFLOW}/effects/sweep-effects.int.spec.ts`,
  },
  {
    guard: 'giving up',
    file: `${WORKFLOW}/effects/open-effects.ts`,
    from: '(report.attempt ?? 0) < MOST_ATTEMPTS && !is_old',
    to: 'true',
    spec: `${WORKFLOW}/effects/sweep-effects.int.spec.ts`,
  },
  {
    guard: 'a timer that fails waits',
    file: `${WORKFLOW}/timers/fire-timers.ts`,
    from: 'retry_at = now() + ${RETRY_WAIT}',
    to: 'retry_at = null',
    spec: `${WORKFLOW}/effects/sweep-alone.int.spec.ts`,
    name: 'E90',
  },
  {
    guard: 'timers by key',
    file: `${WORKFLOW}/timers/fire-timers.ts`,
    from: '    after = due.at(-1)!;\n',
    to: '    return fired;\n',
    spec: `${WORKFLOW}/effects/sweep-alone.int.spec.ts`,
    name: 'E90',
  },
  {
    guard: 'each part of the sweep alone',
    file: `${WORKFLOW}/effects/sweep-effects.ts`,
    from: "options.onFailed?.({ part, id: '', code: codeOf(error) });",
    to: 'throw error;',
    spec: `${WORKFLOW}/effects/sweep-alone.int.spec.ts`,
    name: 'E91',
  },
  {
    guard: 'patience with a dark connection',
    file: 'packages/database/src/database.ts',
    from: '    stream: () => boundedSocket(options.silenceMs ?? SILENCE_MS),\n',
    to: '',
    spec: 'tests/faults/connections.int.spec.ts',
    name: 'E48',
  },
  {
    guard: 'history against a move',
    file: 'packages/domain/src/case/template.decide.ts',
    from: '|| problems.length > 0',
    to: '',
    spec: 'packages/domain/src/case/template-move.unit.spec.ts',
  },
  {
    guard: 'pid file of another program',
    file: 'packages/embedded/src/left-over.ts',
    from: ' || isAlive(pid)) await rm',
    to: ') await rm',
    spec: 'packages/embedded/src/left-over.int.spec.ts',
    name: 'E61',
  },
  {
    guard: 'data is never cleared',
    file: 'packages/embedded/src/cluster-folder.ts',
    from: 'Number(name) >= FIRST_OWN_DATABASE',
    to: 'Number(name) < 0',
    spec: 'packages/embedded/src/cluster-folder.int.spec.ts',
    name: 'E61',
  },
  {
    guard: 'role of the endpoint table',
    file: `${ACCESS}/access.guard.ts`,
    from: 'if (caller.account && !mayCall(id, caller.account.role)) throw',
    to: 'if (caller.account && Math.random() > 2) throw',
    spec: 'apps/engine/src/access.int.spec.ts',
    name: 'E141',
  },
  {
    guard: 'trajectory that an account sees',
    file: `${ACCESS}/who-sees.ts`,
    from: '!trajectory || !maySee(account, trajectory.state)',
    to: '!trajectory',
    spec: 'apps/engine/src/access.int.spec.ts',
    name: 'E141',
  },
  {
    guard: 'session of a participant',
    file: `${ACCESS}/access.guard.ts`,
    from: 'if (sessionId !== params.sessionId) throw',
    to: 'if (Math.random() > 2) throw',
    spec: 'apps/engine/src/access.int.spec.ts',
    name: 'E141',
  },
  {
    guard: 'answer without a key more',
    file: 'packages/domain/src/live/project.ts',
    from: 'const { invented: _invented, ...shown } = card;',
    to: 'const shown = card;',
    spec: 'apps/engine/src/sessions/hidden.int.spec.ts',
  },
  {
    guard: 'residents behind a statement',
    file: 'packages/domain/src/findings/disclosure.ts',
    from: 'return residents < threshold ?',
    to: 'return residents < 0 ?',
    spec: 'packages/domain/src/findings/disclosure.unit.spec.ts',
    name: 'P17',
  },
  {
    guard: 'residents who named the place',
    file: 'packages/domain/src/findings/disclosure.ts',
    from: "told(true, 'enough', atPlace >= threshold)",
    to: "told(true, 'enough')",
    spec: 'packages/domain/src/findings/disclosure.unit.spec.ts',
    name: 'P17',
  },
  {
    guard: 'who stands behind a statement, counted by the engine',
    file: `${WORKFLOW}/facts/facts.ts`,
    from: '...(behind && { behind })',
    to: 'behind: _said ?? behind',
    spec: 'apps/engine/src/findings/release.int.spec.ts',
    name: 'P19',
  },
];
