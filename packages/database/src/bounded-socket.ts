import { Socket } from 'node:net';

/** Time in which bytes that had arrived already are read, after the process itself was held up. */
const GRACE_MS = 200;

/** What is written in one go leaves as one piece: statements that are sent together wake the server once. */
function gathers(socket: Socket): Socket {
  const write = socket.write.bind(socket);
  let isGathering = false;
  socket.write = ((...written: Parameters<typeof write>) => {
    if (!isGathering) {
      isGathering = true;
      socket.cork();
      process.nextTick(() => {
        isGathering = false;
        socket.uncork();
      });
    }
    return write(...written);
  }) as Socket['write'];
  return socket;
}

/**
 * A socket that breaks when nothing passes for so many milliseconds. A network that goes dark tells nobody: without
 * this, a statement on a connection whose other end is gone waits for ever, and its place in the pool with it.
 */
export function boundedSocket(silenceMs: number): Socket {
  const socket = gathers(new Socket());
  socket.setTimeout(silenceMs, () => {
    const { bytesRead, bytesWritten } = socket;
    // a busy process looks at its clock before it looks at what has come in
    setTimeout(() => {
      if (socket.bytesRead !== bytesRead || socket.bytesWritten !== bytesWritten) return;
      socket.destroy(Object.assign(new Error('the database has been silent for too long'), { code: 'ETIMEDOUT' }));
    }, GRACE_MS).unref();
  });
  return socket;
}
