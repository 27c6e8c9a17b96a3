/** A browser's storage, for tests: with room for so many characters. */
export class FakeStorage implements Storage {
  readonly kept = new Map<string, string>();
  room = Infinity;

  get length(): number {
    return this.kept.size;
  }

  getItem(key: string): string | null {
    return this.kept.get(key) ?? null;
  }

  setItem(key: string, text: string): void {
    const others = [...this.kept].reduce((sum, [name, value]) => (name === key ? sum : sum + value.length), 0);
    if (others + text.length > this.room) throw new DOMException('there is no room', 'QuotaExceededError');
    this.kept.set(key, text);
  }

  removeItem(key: string): void {
    this.kept.delete(key);
  }

  clear(): void {
    this.kept.clear();
  }

  key(index: number): string | null {
    return [...this.kept.keys()][index] ?? null;
  }
}
