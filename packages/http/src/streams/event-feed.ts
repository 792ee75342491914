/** Hands events on to every iterator, and says when one of them is behind. */
export interface EventFeed<TEvent> {
  /** Says that events will come, so that an iterator which begins now waits for them. */
  open(): void;
  /** `undefined`, or a promise that resolves when every iterator has room again. */
  push(event: TEvent): Promise<void> | undefined;
  /** Iterators give what they still have, and end. The feed waits for none of them any longer. */
  close(): void;
  iterate(): AsyncIterator<TEvent, undefined>;
}

/** @param limit how many events an iterator may be behind before there is no room */
export function createEventFeed<TEvent>(limit: number): EventFeed<TEvent> {
  /** The events that each iterator has not taken yet. */
  const queues = new Set<TEvent[]>();
  const waiting: (() => void)[] = [];
  let isOpen = true;

  const change = (): Promise<void> => new Promise((resolve) => void waiting.push(resolve));
  function changed(): void {
    for (const wake of waiting.splice(0)) wake();
  }
  const isFull = (): boolean => [...queues].some(({ length }) => length >= limit);
  async function room(): Promise<void> {
    // oxlint-disable-next-line no-await-in-loop -- one change after the other
    while (isFull()) await change();
  }

  return {
    open: () => void (isOpen = true),
    push(event) {
      if (queues.size === 0) return undefined;
      for (const queue of queues) queue.push(event);
      changed();
      return isFull() ? room() : undefined;
    },
    close() {
      isOpen = false;
      queues.clear();
      changed();
    },
    iterate() {
      const queue: TEvent[] = [];
      if (isOpen) queues.add(queue);
      return {
        async next() {
          // oxlint-disable-next-line no-await-in-loop -- one change after the other
          while (queue.length === 0 && queues.has(queue)) await change();
          const [event] = queue.splice(0, 1);
          changed();
          return event === undefined
            ? { done: true, value: undefined }
            : { done: false, value: event };
        },
        async return() {
          queues.delete(queue);
          queue.length = 0;
          changed();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
