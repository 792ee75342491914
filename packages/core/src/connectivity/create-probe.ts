import type { Observable } from '../observable/observable.ts';
import { createAlarm } from '../platform/alarm.ts';
import type { Platform } from '../platform/platform.ts';
import { webIsServer } from '../platform/web-is-server.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { ConnectivityTracker } from './create-connectivity.ts';
import { nextProbeMs } from './probe-schedule.ts';
import { webVisible } from './web-visible.ts';

/**
 * Asks the server for something small that no cache can answer. True when it was the server that
 * answered, whatever it said; false or a rejection when no answer came, or somebody else's.
 */
export interface ProbeAsk {
  (signal: AbortSignal): Promise<boolean>;
  /** The origin it asks: its answer is evidence for this one alone. @default the page's own */
  readonly origin?: string;
}

export interface ProbeOptions {
  readonly connectivity: ConnectivityTracker;
  readonly ask: ProbeAsk;
  /** Milliseconds after which a probe counts as unanswered. @default 5_000 */
  readonly timeoutMs?: number;
  /** The wait before the first probe, in milliseconds; doubled after each without answer. @default 1_000 */
  readonly firstMs?: number;
  /** The longest wait between probes, in milliseconds. @default 60_000 */
  readonly maxMs?: number;
  /**
   * The longest wait between probes while the server answers and the page is shown, in milliseconds: a
   * server that dies while nothing is sent is found out within this time. `Infinity` never looks then.
   *
   * @default 10_000
   */
  readonly steadyMs?: number;
  /** Whether the page is shown. @default webVisible() */
  readonly visible?: Observable<boolean>;
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
 * Finds out by itself whether the server can be reached, again and again: soon while that is in doubt,
 * now and then while the server is believed to answer and the page is shown. What it learns is evidence
 * like any other, about the origin it asked. It never forbids a try. However often the belief changes, it
 * looks at most once in half of `firstMs`, and waits longer after each look without an answer. On a server it
 * looks only when `check` is called.
 */
export function createProbe(options: ProbeOptions): Probe {
  const { connectivity, ask, timeoutMs = 5_000, platform = webPlatform } = options;
  const { firstMs = 1_000, maxMs = 60_000, steadyMs = 10_000, visible = webVisible() } = options;
  let unanswered = 0;
  let forgivenAt = -Infinity;
  let lookedAt = -Infinity;
  let dueAt = 0;
  const alarm = createAlarm(platform, () => void check());
  let checking: Promise<void> | undefined;
  let disposed = false;
  const isStill = platform === webPlatform && webIsServer();
  // Made when it is needed: Cloudflare's workers make none while their script loads.
  let current: AbortController | undefined;
  const limit = createAlarm(platform, () => current?.abort());

  function schedule(): void {
    if (checking) limit.set(timeoutMs);
    if (disposed || isStill || checking) return;
    const state = connectivity.getSnapshot();
    const isOnline = state === 'online';
    const isDoubt = state === 'unknown' || state === 'degraded';
    const now = platform.monotonic();
    // A network that has just come is another one: what was not answered over the last says nothing. One
    // that comes and goes all the time is not.
    if (state === 'unknown' && now - forgivenAt >= 10 * firstMs) {
      unanswered = 0;
      forgivenAt = now;
    }
    const rules = { firstMs, maxMs, steadyMs: visible.getSnapshot() ? steadyMs : Infinity };
    const waitMs = nextProbeMs(state, unanswered, rules, platform.random);
    if (waitMs === undefined) return alarm.clear();
    const soonest = Math.max(now + waitMs, lookedAt + (isOnline ? waitMs : firstMs / 2));
    // A look that is due sooner stays, so that flips of the belief put none off for ever.
    if (isDoubt && alarm.isSet() && dueAt <= soonest) return;
    // One that is overdue has lost its timer.
    if (alarm.isSet()) alarm.clear();
    dueAt = soonest;
    alarm.set(dueAt - now);
  }

  /** A page that is shown again has heard nothing for as long as it was hidden. */
  function lookIfOld(): void {
    if (visible.getSnapshot() && platform.monotonic() - lookedAt >= steadyMs) void check();
    else schedule();
  }

  async function answers(signal: AbortSignal): Promise<boolean> {
    try {
      return await ask(signal);
    } catch {
      return false;
    }
  }

  async function look(): Promise<void> {
    current = new AbortController();
    const { signal } = current;
    limit.set(timeoutMs);
    const ended = new Promise<false>((resolve) => {
      signal.addEventListener('abort', () => resolve(false));
    });
    const answered = await Promise.race([answers(signal), ended]);
    limit.clear();
    if (disposed) return;
    lookedAt = platform.monotonic();
    unanswered = answered ? 0 : unanswered + 1;
    connectivity.note(answered ? 'answered' : 'unanswered', ask.origin);
  }

  function check(): Promise<void> {
    if (disposed) return Promise.resolve();
    alarm.clear();
    if (checking) limit.set(timeoutMs);
    checking ??= look().finally(() => {
      checking = undefined;
      schedule();
    });
    return checking;
  }

  const leave = isStill ? [] : [connectivity.subscribe(schedule), visible.subscribe(lookIfOld)];
  schedule();
  return {
    check,
    dispose() {
      for (const undo of leave) undo();
      disposed = true;
      current?.abort();
      alarm.clear();
      limit.clear();
    },
  };
}
