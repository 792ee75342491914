import type { Holdfast, Observable, OperationState } from '@holdfast/core';
import type { Platform, ReadWatch } from '@holdfast/core/parts';

/** One read that all components of a page share, so that a thousand of them make one request. */
export interface SharedRead<T> extends Observable<OperationState<T>> {
  /** The state with which the read began: what a server renders, and a page while it hydrates. */
  readonly initial: () => OperationState<T>;
  readonly refresh: ReadWatch<T>['refresh'];
  readonly runs: ReadWatch<T>['runs'];
  /**
   * Reads, and resolves when there is a value or a failure to show. All components that wait get the same promise. The
   * read begins after the call, because no state may change while React renders.
   */
  readonly shown: () => Promise<void>;
  /** Whether a boundary got the present failure, so that the next render reads again. */
  readonly isSpent: () => boolean;
  /**
   * Says that the failure goes to a boundary. React renders once more at once before it gives up, and both renders
   * count as one.
   */
  readonly spend: () => void;
}

/** A component that appears this soon after another does not read again. */
export const FRESH_MS = 5_000;
/** A read without a component is kept for this long. A component that waits for several reads needs all of them. */
const KEPT_MS = 60_000;

interface Shared extends SharedRead<unknown> {
  /** Whether no component needs the read any more. */
  readonly isLeft: () => boolean;
}

const reads = /* @__PURE__ */ new WeakMap<Holdfast, Map<string, Shared>>();

/** The read that the components of a runtime share under this key. `open` makes it for the first of them. */
export function sharedRead<T>(
  holdfast: Holdfast,
  key: string,
  open: () => ReadWatch<T>,
): SharedRead<T> {
  const known = reads.get(holdfast) ?? new Map<string, Shared>();
  reads.set(holdfast, known);
  let shared = known.get(key);
  if (!shared || shared.isLeft()) {
    for (const [other, { isLeft }] of known) if (isLeft()) known.delete(other);
    known.set(key, (shared = share(open(), holdfast.platform)));
  }
  return shared as SharedRead<unknown> as SharedRead<T>;
}

function share(watch: ReadWatch<unknown>, platform: Pick<Platform, 'monotonic'>): Shared {
  const first = watch.getSnapshot();
  let listeners = 0;
  let askedAt = platform.monotonic();
  let leftAt = askedAt;
  let waiting: Promise<void> | undefined;
  let isSpent = false;

  const subscribe = (listener: () => void): (() => void) => {
    const leave = watch.subscribe(listener);
    const now = platform.monotonic();
    // The first listener makes the watch ask by itself.
    if (listeners > 0 && now - askedAt >= FRESH_MS) void watch.load();
    if (listeners === 0 || now - askedAt >= FRESH_MS) askedAt = now;
    listeners += 1;
    return () => {
      leave();
      listeners -= 1;
      leftAt = platform.monotonic();
    };
  };
  const ask = async (): Promise<void> => {
    await Promise.resolve();
    const undo: (() => void)[] = [];
    await new Promise<void>((resolve) => {
      const look = (): void => {
        const { kind, value } = watch.getSnapshot();
        if (value !== undefined || (kind !== 'running' && kind !== 'idle')) resolve();
      };
      undo.push(subscribe(look));
      void watch.load().then(resolve);
    });
    for (const leave of undo) leave();
    isSpent = false;
    waiting = undefined;
  };
  return {
    ...watch,
    initial: () => first,
    subscribe,
    shown: () => (waiting ??= ask()),
    isSpent: () => isSpent,
    spend: () => queueMicrotask(() => (isSpent = true)),
    isLeft: () => listeners === 0 && !waiting && platform.monotonic() - leftAt >= KEPT_MS,
  };
}
