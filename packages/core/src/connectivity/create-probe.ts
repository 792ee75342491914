import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { ConnectivityTracker } from './create-connectivity.ts';
import { nextProbeMs } from './probe-schedule.ts';

export interface ProbeOptions {
  readonly connectivity: ConnectivityTracker;
  /**
   * Asks the server for something small that no cache can answer. True when it was the server that
   * answered, whatever it said; false or a rejection when nobody did, or somebody else.
   */
  readonly ask: (signal: AbortSignal) => Promise<boolean>;
  /** Milliseconds after which a probe counts as unanswered. @default 5_000 */
  readonly timeoutMs?: number;
  /** The wait before the first probe, in milliseconds; doubled after each without answer. @default 1_000 */
  readonly firstMs?: number;
  /** The longest wait between probes, in milliseconds. @default 60_000 */
  readonly maxMs?: number;
  /** @default webPlatform */
  readonly platform?: Platform;
}

export interface Probe {
  /** Looks now, whatever is believed. Never rejects. */
  check(): Promise<void>;
  /** Ends the probe under way and leaves no timer. */
  dispose(): void;
}

/**
 * Finds out by itself whether the server can be reached again, while that is in doubt; when it is known
 * to be, it keeps quiet. What it learns is evidence like any other. It never forbids anybody to try.
 */
export function createProbe(options: ProbeOptions): Probe {
  const { connectivity, ask, timeoutMs = 5_000, platform = webPlatform } = options;
  const { firstMs = 1_000, maxMs = 60_000 } = options;
  let unanswered = 0;
  let cancel: (() => void) | undefined;
  let checking: Promise<void> | undefined;
  const disposal = new AbortController();

  function schedule(): void {
    cancel?.();
    cancel = undefined;
    if (disposal.signal.aborted || checking) return;
    const state = connectivity.getSnapshot();
    // A network that has just come is another one: what was not answered over the last says nothing.
    if (state === 'online' || state === 'unknown') unanswered = 0;
    const waitMs = nextProbeMs(state, unanswered, { firstMs, maxMs }, platform.random);
    if (waitMs !== undefined) cancel = platform.schedule(waitMs, () => void check());
  }

  async function look(): Promise<void> {
    const limit = new AbortController();
    const end = (): void => limit.abort();
    disposal.signal.addEventListener('abort', end);
    const cancelLimit = platform.schedule(timeoutMs, end);
    const ended = new Promise<false>((resolve) => {
      limit.signal.addEventListener('abort', () => resolve(false));
    });
    const answered = await Promise.race([ask(limit.signal).catch(() => false), ended]);
    cancelLimit();
    disposal.signal.removeEventListener('abort', end);
    if (disposal.signal.aborted) return;
    unanswered = answered ? 0 : unanswered + 1;
    connectivity.note(answered ? 'answered' : 'unanswered');
  }

  function check(): Promise<void> {
    if (disposal.signal.aborted) return Promise.resolve();
    checking ??= look().finally(() => {
      checking = undefined;
      schedule();
    });
    return checking;
  }

  const leave = connectivity.subscribe(schedule);
  schedule();
  return {
    check,
    dispose() {
      leave();
      disposal.abort();
      cancel?.();
      cancel = undefined;
    },
  };
}
