import type { LiveMessage } from '@buurtbalans/contracts';
import { tab } from '#lib/store/browser-store.ts';
import type { LiveSession } from '#lib/line/live-session.svelte.ts';

/** Most cards that are kept: what is judged in a step, or was written last. */
const CARDS = 120;
const EACH_MS = 3_000;

const keyOf = (sessionId: string): string => `room.${sessionId}`;

/** The room as this tab last saw it, so that the page opens without a connection where it was. */
export function keptRoom(sessionId: string): LiveMessage | null {
  const set = tab.read<LiveMessage['set']>(keyOf(sessionId));
  return set && { seq: -1, now: new Date().toISOString(), whole: true, set, gone: [] };
}

function entriesOf(live: LiveSession): LiveMessage['set'] {
  const { room, clusters, current } = live;
  if (!room) return {};
  const items = new Set(room.items);
  const cards = [...live.cards]
    .sort(
      (one, other) =>
        Number(items.has(`card:${other.id}`)) - Number(items.has(`card:${one.id}`)) || other.seq - one.seq,
    )
    .slice(0, CARDS);
  return {
    room,
    ...Object.fromEntries(clusters.map((cluster) => [`cluster:${cluster.id}`, cluster])),
    ...Object.fromEntries(cards.map((card) => [`card:${card.id}`, card])),
    ...(current ? { [`step:${current.stepId}`]: current } : {}),
  };
}

/** Keeps the room now and then, in this tab alone; gives the function that ends it. */
export function followRoom(sessionId: string, live: LiveSession): () => void {
  let before = '';
  const keep = (): void => {
    if (!live.room) return;
    const text = JSON.stringify(entriesOf(live));
    if (text === before) return;
    before = text;
    tab.set(keyOf(sessionId), text);
  };
  const timer = setInterval(keep, EACH_MS);
  window.addEventListener('pagehide', keep);
  return () => {
    clearInterval(timer);
    window.removeEventListener('pagehide', keep);
  };
}
