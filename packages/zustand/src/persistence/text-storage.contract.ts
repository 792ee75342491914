/** `localStorage` for tests: it holds texts, answers at once, and can be full or forbidden. */
export interface TextStorage extends Pick<
  Storage,
  'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'
> {
  readonly items: Map<string, string>;
  /** How often an item was written. */
  readonly writes: () => number;
  /** From now on every write throws this; `undefined` makes the storage work again. */
  failWrites(error: Error | undefined): void;
}

export function textStorage(given: Readonly<Record<string, string>> = {}): TextStorage {
  const items = new Map(Object.entries(given));
  let broken: Error | undefined;
  let writes = 0;
  return {
    items,
    writes: () => writes,
    failWrites: (error) => void (broken = error),
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (name) => items.get(name) ?? null,
    setItem(name, text) {
      if (broken) throw broken;
      writes += 1;
      items.set(name, text);
    },
    removeItem: (name) => void items.delete(name),
  };
}

export const quotaError = (): Error =>
  new DOMException('The storage is full.', 'QuotaExceededError');
