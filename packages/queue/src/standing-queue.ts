import { Queue } from 'bullmq';
import type { OpenQueues } from './open-queues.ts';

/** What Nest asks of whatever it is handed, to learn whether it has something to say: never a question to a queue. */
const OF_NEST = /^(then|constructor|on(Module|Application)[A-Z]\w*|beforeApplicationShutdown)$/;

/**
 * A queue of BullMQ that outlives its connection: what is asked of it goes to the one that is open by then, and what
 * takes time goes through {@link OpenQueues.use}, which waits no longer than it should, makes the schema again, and opens
 * anew after a failure. It stands where `@nestjs/bullmq` expects a queue, and so has the form of its constructor;
 * `connection` is the queues that it is one of. Nothing is opened before something is asked.
 */
export class StandingQueue {
  constructor(name: string, { connection: opened }: { readonly connection: OpenQueues }) {
    const own: Partial<Queue> & object = Object.create(Queue.prototype) as Queue;
    // closing is for all of them: one that was never asked for has nothing to close
    Object.defineProperties(own, {
      name: { value: name },
      close: { value: () => opened.close() },
    });
    return new Proxy(own, {
      get(target, property) {
        if (Object.hasOwn(target, property) || typeof property === 'symbol' || OF_NEST.test(property))
          return Reflect.get(target, property) as unknown;
        const value = Reflect.get(opened.queueOf(name), property) as unknown;
        return typeof value === 'function' ? asked(opened, name, property) : value;
      },
    }) as unknown as StandingQueue;
  }
}

/** A method of the queue that is open when it is called; what it promises is held to the rules of all work with queues. */
function asked(opened: OpenQueues, name: string, method: string): (...given: unknown[]) => unknown {
  const call = (queue: Queue, given: unknown[]): unknown =>
    (Reflect.get(queue, method) as (...given: unknown[]) => unknown).apply(queue, given);
  return (...given) => {
    const first = call(opened.queueOf(name), given);
    if (!(first instanceof Promise)) return first;
    let isFirst = true;
    return opened.use(async (queueOf) => {
      const answer = isFirst ? first : call(queueOf(name), given);
      isFirst = false;
      return answer;
    });
  };
}
