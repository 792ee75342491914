import type { Observable } from '../observable/observable.ts';
import { createAlarm } from '../platform/alarm.ts';
import type { Platform } from '../platform/platform.ts';
import { webIsServer } from '../platform/web-is-server.ts';
import { webPlatform } from '../platform/web-platform.ts';
import type { ConnectivityTracker } from './create-connectivity.ts';
import { markProbed } from './probed.ts';
import { nextProbeMs } from './probe-schedule.ts';
import { webVisible } from './web-visible.ts';

/**
 * Asks the server for something small that no cache can answer. Gives true when the server itself answered,
 * with any status. Gives false or rejects when no answer came, or the answer of another host.
 */
export interface ProbeAsk {
  (signal: AbortSignal): Promise<boolean>;
  /** The origin that it asks. The answer is evidence for this origin alone. @default the page's own */
  readonly origin?: string;
}

export interface ProbeOptions {
  readonly connectivity: ConnectivityTracker;
  readonly ask: ProbeAsk;
  /** Milliseconds after which a probe counts as unanswered. @default 5_000 */
  readonly timeoutMs?: number;
  /**
   * The wait before the first probe, in milliseconds. It doubles after each probe without an answer. @default 1_000
   */
  readonly firstMs?: number;
  /** The longest wait between probes, in milliseconds. @default 60_000 */
  readonly maxMs?: number;
  /**
   * The longest wait between probes while the server answers and the page is shown, in milliseconds. So the
   * probe notices soon that a server died, although the app sends it nothing. With `Infinity` the probe does
   * not ask while the server answers.
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
  /** Probes now, in any state. Resolves when the probe has ended. Never rejects. */
  check(): Promise<void>;
  /** Ends the probe under way and leaves no timer. */
  dispose(): void;
}

/**
 * Asks again and again whether the server can be reached: soon while that is in doubt, now and then while
 * connectivity is `online` and the page is shown. The result is evidence like any other, about the origin that
 * the probe asked. It never forbids a try. However often connectivity changes, the probe asks at most once in
 * half of `firstMs`, and waits longer after each question without an answer. On a server it asks only when the
 * app calls `check`.
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
  // Created on first use: Cloudflare's workers allow no `AbortController` while their script loads.
  let current: AbortController | undefined;
  const limit = createAlarm(platform, () => current?.abort());

  function schedule(): void {
    if (checking) limit.set(timeoutMs);
    if (disposed || isStill || checking) return;
    const state = connectivity.getSnapshot();
    const isOnline = state === 'online';
    const isDoubt = state === 'unknown' || state === 'degraded';
    const now = platform.monotonic();
    // A network that has just come is a new one, so silence over the last one does not count. A network that
    // comes and goes all the time gets no such reset.
    if (state === 'unknown' && now - forgivenAt >= 10 * firstMs) {
      unanswered = 0;
      forgivenAt = now;
    }
    const rules = { firstMs, maxMs, steadyMs: visible.getSnapshot() ? steadyMs : Infinity };
    const waitMs = nextProbeMs(state, unanswered, rules, platform.random);
    if (waitMs === undefined) return alarm.clear();
    const soonest = Math.max(now + waitMs, lookedAt + (isOnline ? waitMs : firstMs / 2));
    // A question that is due sooner stays, so that changes of connectivity cannot put it off for ever.
    if (isDoubt && alarm.isSet() && dueAt <= soonest) return;
    // A question that is overdue has lost its timer.
    if (alarm.isSet()) alarm.clear();
    dueAt = soonest;
    alarm.set(dueAt - now);
  }

  /** A page that is shown again has asked nothing while it was hidden. */
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

  const leave = isStill
    ? []
    : [connectivity.subscribe(schedule), visible.subscribe(lookIfOld), markProbed(connectivity)];
  schedule();
  return {
    check,
    dispose() {
      for (const undo of leave.splice(0)) undo();
      disposed = true;
      current?.abort();
      alarm.clear();
      limit.clear();
    },
  };
}
