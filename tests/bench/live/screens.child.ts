/** A process of its own for the screens, so that measuring does not share the engine's event loop. Takes orders by IPC. */
import type { Room } from '../../live/room.ts';
import { type Crowd, play } from './crowd.ts';
import { ProductCrowd } from './product-crowd.ts';
import { WsCrowd } from './ws-crowd.ts';

/** What it is told to do; the crowds are `product` and `ws`. */
export type Order =
  | { readonly do: 'join'; readonly port: number; readonly room: Room; readonly count: number }
  | { readonly do: 'connect'; readonly port: number; readonly count: number }
  | {
      readonly do: 'play';
      readonly crowd: 'product' | 'ws';
      readonly first: number;
      readonly events: number;
      readonly overMs: number;
    }
  | { readonly do: 'audit' }
  | { readonly do: 'leave' };

/** What is left to see at the end of a room: what is wrong, and which commands were acknowledged. */
export interface Audit {
  readonly wrong: readonly string[];
  readonly commandIds: readonly string[];
  readonly bytes: number;
}

const crowds: { product?: Crowd & ProductCrowd; ws?: WsCrowd } = {};

async function obey(order: Order): Promise<unknown> {
  switch (order.do) {
    case 'join':
      crowds.product = await ProductCrowd.join(order.port, order.room, order.count);
      return null;
    case 'connect':
      crowds.ws = await WsCrowd.connect(order.port, order.count);
      return null;
    case 'play':
      return play(crowds[order.crowd]!, order.first, order.events, order.overMs);
    case 'audit':
      return {
        wrong: await crowds.product!.audit(),
        commandIds: [...crowds.product!.acknowledged.values()].map(({ commandId }) => commandId),
        bytes: crowds.product!.bytes,
      } satisfies Audit;
    case 'leave':
      crowds.product?.leave();
      crowds.ws?.leave();
      return null;
  }
}

process.on(
  'message',
  (order: Order) =>
    void obey(order).then(
      (answer) => process.send!({ answer }),
      (cause: unknown) => process.send!({ failed: String((cause as Error).stack) }),
    ),
);
process.on('disconnect', () => process.exit(0));
