import { within } from '../../deadline/within.ts';
import type { Platform } from '@holdfast/core/parts';
import type { DurableReads, Found } from './durable-store.ts';
import { standingOf } from './durable-stream.ts';

/**
 * One reader that waits for a change of a stream. It learns of each change after the call that returned this watch.
 */
export interface TailWatch {
  /** Resolves when the stream may have changed, when the time is over, or when the signal aborts. */
  change(known: Found, waitMs: number, signal: AbortSignal): Promise<void>;
  stop(): void;
}

export interface TailWatches {
  watch(name: string): TailWatch;
  /** Tells the readers of this server that a stream has changed. */
  wake(name: string): void;
}

interface Listener {
  hasNews: boolean;
  known: string | undefined;
  wake: (() => void) | undefined;
}

/** A store that takes longer does not answer. Without a limit, no reader of the stream would be told any more. */
const FIND_WITHIN_MS = 30_000;

/** Tells readers of changes. All readers of one stream share one poll of the store every `pollMs`. */
export function createTailWatches({
  reads,
  pollMs,
  platform,
}: {
  readonly reads: DurableReads;
  readonly pollMs: number;
  readonly platform: Pick<Platform, 'schedule'>;
}): TailWatches {
  const listening = new Map<string, Set<Listener>>();
  const polled = new Set<string>();

  const poll = async (name: string): Promise<void> => {
    // When the store fails now, or gives no answer, the readers read again and get the failure.
    const found = reads.find(name).then(stateOf, () => undefined);
    const seen = await within(platform, FIND_WITHIN_MS, found);
    const listeners = listening.get(name);
    if (!listeners) return void polled.delete(name);
    for (const one of listeners) if (one.known !== undefined && one.known !== seen) tell(one);
    platform.schedule(pollMs, () => void poll(name));
  };

  return {
    watch(name) {
      const listener: Listener = { hasNews: false, known: undefined, wake: undefined };
      const listeners = listening.get(name) ?? new Set();
      listening.set(name, listeners.add(listener));
      if (!polled.has(name)) platform.schedule(pollMs, () => void poll(name));
      polled.add(name);
      const unwatch = reads.watch?.(name, () => tell(listener));
      return {
        change(known, waitMs, signal) {
          if (listener.hasNews || signal.aborted) {
            listener.hasNews = false;
            return Promise.resolve();
          }
          listener.known = stateOf(known);
          return new Promise((resolve) => {
            const done = (): void => {
              cancel();
              signal.removeEventListener('abort', done);
              listener.wake = undefined;
              listener.known = undefined;
              listener.hasNews = false;
              resolve();
            };
            const cancel = platform.schedule(waitMs, done);
            signal.addEventListener('abort', done);
            listener.wake = done;
          });
        },
        stop() {
          unwatch?.();
          listeners.delete(listener);
          if (listeners.size === 0 && listening.get(name) === listeners) listening.delete(name);
        },
      };
    },
    wake(name) {
      for (const listener of listening.get(name) ?? []) tell(listener);
    },
  };
}

function tell(listener: Listener): void {
  listener.hasNews = true;
  listener.wake?.();
}

/** A text that differs when a reader would read something else. */
function stateOf(found: Found | undefined): string {
  if (!found) return '';
  const { stream, at } = found;
  return `${stream.id} ${stream.tail.seq} ${stream.isClosed} ${standingOf(stream, at)}`;
}
