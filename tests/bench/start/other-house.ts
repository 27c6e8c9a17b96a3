import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The product at another commit, installed and built beside this one. */
export interface House {
  readonly root: string;
  leave(): Promise<void>;
}

function must(program: string, args: readonly string[], cwd: string): void {
  // what npm sets for the script that runs now belongs to this house, not to the other
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')));
  const { status, stderr } = spawnSync(program, args, {
    cwd,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status !== 0) throw new Error(`${program} ${args.join(' ')} failed: ${stderr}`);
}

/** Checks out a revision of the repository, installs it as its lockfile says, and builds it. */
export async function houseAt(root: string, revision: string): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), 'buurtbalans-before-'));
  const leave = async (): Promise<void> => {
    spawnSync('git', ['worktree', 'remove', '--force', folder], { cwd: root });
    await rm(folder, { recursive: true, force: true });
  };
  try {
    must('chmod', ['755', folder], root);
    must('git', ['worktree', 'add', '--detach', '--force', folder, revision], root);
    must('npm', ['install', '--prefer-offline'], folder);
    must('git', ['checkout', '--', '.'], folder);
    return { root: folder, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}
