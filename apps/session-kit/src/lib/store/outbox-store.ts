import { type BrowserStore, device } from './browser-store.ts';
import type { Command, OutboxStore } from '#lib/line/outbox.ts';

/** The unsent commands under one key, in this browser. They are in place before anything else happens: no answer is waited for. */
export function outboxStore(key: string, store: BrowserStore = device): OutboxStore {
  const list = (): readonly Command[] => {
    const kept = store.read<readonly Command[]>(key);
    return Array.isArray(kept) ? kept : [];
  };
  const others = (id: string): readonly Command[] => list().filter(({ commandId }) => commandId !== id);
  const keep = (commands: readonly Command[]): void =>
    commands.length === 0 ? store.remove(key) : store.write(key, commands);
  return { list, put: (command) => keep([...others(command.commandId), command]), remove: (id) => keep(others(id)) };
}
