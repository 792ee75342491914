/** Hands events on to whoever iterates, and tells when somebody is behind. */
export interface EventFeed<TEvent> {
  /** From now on there are events: iterators that begin wait for them. */
  open(): void;
  /** `undefined`, or a promise that resolves when every iterator has room again. */
  push(event: TEvent): Promise<void> | undefined;
  /** Iterators give what they still have, and end. Nobody is waited for any longer. */
  close(): void;
  iterate(): AsyncIterator<TEvent, undefined>;
}

interface Taker<TEvent> {
  readonly queue: TEvent[];
  /** Looks again whether there is something, or an end. */
  look: () => void;
}

/** @param limit how many events an iterator may be behind before there is no room */
export function createEventFeed<TEvent>(limit: number): EventFeed<TEvent> {
  const takers = new Set<Taker<TEvent>>();
  let isOpen = true;
  let makeRoom: (() => void) | undefined;

  const isFull = (): boolean => [...takers].some(({ queue }) => queue.length >= limit);
  function lookForRoom(): void {
    if (isFull()) return;
    makeRoom?.();
    makeRoom = undefined;
  }

  return {
    open: () => void (isOpen = true),
    push(event) {
      for (const taker of takers) {
        taker.queue.push(event);
        taker.look();
      }
      return takers.size > 0 && isFull()
        ? new Promise((resolve) => (makeRoom = resolve))
        : undefined;
    },
    close() {
      isOpen = false;
      const left = [...takers];
      takers.clear();
      for (const { look } of left) look();
      lookForRoom();
    },
    iterate() {
      const taker: Taker<TEvent> = { queue: [], look() {} };
      if (isOpen) takers.add(taker);
      return {
        async next() {
          while (taker.queue.length === 0 && takers.has(taker)) {
            await new Promise<void>((resolve) => (taker.look = resolve));
          }
          const [event] = taker.queue.splice(0, 1);
          lookForRoom();
          return event === undefined
            ? { done: true, value: undefined }
            : { done: false, value: event };
        },
        async return() {
          takers.delete(taker);
          taker.queue.length = 0;
          taker.look();
          lookForRoom();
          return { done: true, value: undefined };
        },
      };
    },
  };
}
