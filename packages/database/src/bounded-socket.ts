import { Socket } from 'node:net';

/**
 * A socket that breaks when nothing passes for so many milliseconds. A network that goes dark tells nobody: without
 * this, a statement on a connection whose other end is gone waits for ever, and its place in the pool with it.
 */
export function boundedSocket(silenceMs: number): Socket {
  const socket = new Socket();
  socket.setTimeout(silenceMs, () => socket.destroy(Object.assign(new Error('the database has been silent for too long'), { code: 'ETIMEDOUT' })));
  return socket;
}
