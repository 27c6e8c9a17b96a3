import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { hashPasswordHere, verifyPasswordHere } from './password.ts';

/** What the thread is asked: whether a password fits, or without a stored hash for the hash of one. */
export interface PasswordQuestion {
  readonly password: string;
  readonly stored?: string;
}

/** Hashes passwords one after the other, on a thread that gives way to the one that serves people. */
try {
  // on Linux a priority is a thread's; elsewhere it would be that of the whole program
  if (process.platform === 'linux') setPriority(0, 5);
} catch {
  // not everywhere allowed; then it is only less polite
}
parentPort?.on('message', ({ password, stored }: PasswordQuestion) => {
  parentPort!.postMessage(stored === undefined ? hashPasswordHere(password) : verifyPasswordHere(password, stored));
});
