import { requireOptions } from '#options';
import { inDevelopment } from '#in-development';
import type { Observable } from '../observable/observable.ts';
import { createAlarm } from '../platform/alarm.ts';
import type { Platform } from '../platform/platform.ts';
import { webIsServer } from '../platform/web-is-server.ts';
import { webPlatform } from '../platform/web-platform.ts';
import { webWarn } from '../policies/engine/web-warn.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import type { ConnectivityTracker } from './create-connectivity.ts';
import { markProbed } from './probed.ts';
import { nextProbeMs } from './probe-schedule.ts';
import { webVisible } from './web-visible.ts';

/**
 * Asks the server for something small that no cache can answer. Gives true when the server itself answered,
 * with any status, and `misplaced` when it answered that there is nothing at this address. Gives false when another
 * host may have answered. Rejects when no answer came.
 */
export interface ProbeAsk {
  (signal: AbortSignal): Promise<boolean | 'misplaced'>;
  /** The origin that it asks. The answer is evidence for this origin alone. @default the page's own */
  readonly origin?: string;
  /** The address that it asks, for telemetry. */
  readonly url?: string;
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
  /** Hears once when the probe asks at a wrong address: `endpoint.changed`, with the state `misplaced`. */
  readonly sink?: TelemetrySink | undefined;
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
 * After this many answers that may come from another host, and none from the server, failed reads ask by themselves.
 */
const STRANGE = 6;

/**
 * Asks again and again whether the server can be reached: soon while that is in doubt, now and then while
 * connectivity is `online` and the page is shown. The result is evidence like any other, about the origin that
 * the probe asked. It never forbids a try. However often connectivity changes, the probe asks at most once in
 * half of `firstMs`, and waits longer after each question without an answer. On a server it asks only when the
 * app calls `check`.
 *
 * A wrong address harms little. The probe asks for the first time when the server answers another request. As long as
 * the probe has never heard the server itself, an answer that may come from another host is no evidence while the
 * server answers other requests. Failed reads leave the asking to the probe, unless the probe has never heard the
 * server and another host may have answered several times.
 */
export function createProbe(options: ProbeOptions): Probe {
  requireOptions('createProbe', options, {
    connectivity: 'an object with note, getSnapshot, subscribe',
    ask: 'a function',
    timeoutMs: 'a number above 0?',
    firstMs: 'a finite number above 0?',
    maxMs: 'a number above 0?',
    steadyMs: 'a number above 0?',
    visible: 'an object with getSnapshot, subscribe?',
    sink: 'a function?',
    platform: 'an object with now, monotonic, random, schedule?',
  });
  const { connectivity, ask, timeoutMs = 5_000, platform = webPlatform, sink } = options;
  const { firstMs = 1_000, maxMs = 60_000, steadyMs = 10_000, visible = webVisible() } = options;
  let unanswered = 0;
  let forgivenAt = -Infinity;
  let lookedAt = -Infinity;
  let dueAt = 0;
  const alarm = createAlarm(platform, () => void check());
  let checking: Promise<void> | undefined;
  let hasHeard = false;
  let strange = 0;
  let isMisplaced = false;
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
    // A network that has just come is a new one, so silence over the last network does not count. A network that comes
    // and goes all the time gets no such reset.
    if (state === 'unknown' && now - forgivenAt >= 10 * firstMs) {
      unanswered = 0;
      forgivenAt = now;
    }
    const rules = { firstMs, maxMs, steadyMs: visible.getSnapshot() ? steadyMs : Infinity };
    const plannedMs = nextProbeMs(state, unanswered, rules, platform.random);
    if (plannedMs === undefined) return alarm.clear();
    // At its first look beside answers of the server, the probe learns whether its address is right.
    const waitMs = isOnline && lookedAt === -Infinity ? 0 : plannedMs;
    const soonest = Math.max(now + waitMs, lookedAt + (isOnline ? waitMs : firstMs / 2));
    // A question that is due sooner stays, so that changes of connectivity cannot put it off for ever.
    if (isDoubt && alarm.isSet() && dueAt <= soonest) return;
    // A question that is overdue has lost its timer.
    if (alarm.isSet()) alarm.clear();
    dueAt = soonest;
    alarm.set(dueAt - now);
  }

  /** The page asked nothing while it was hidden, so it asks when it is shown again. */
  function lookIfOld(): void {
    if (visible.getSnapshot() && platform.monotonic() - lookedAt >= steadyMs) void check();
    else schedule();
  }

  async function hear(signal: AbortSignal): Promise<boolean | 'misplaced' | undefined> {
    try {
      return await ask(signal);
    } catch {
      return undefined;
    }
  }

  function tellMisplaced(): void {
    if (isMisplaced) return;
    isMisplaced = true;
    const { url = '' } = ask;
    const advice = inDevelopment(
      'Holdfast: the probe asks at an address where the server does not answer. Give `inBrowser` a `health` path that exists, and that answers without HTML.',
    );
    if (advice) webWarn(advice);
    sink?.({ type: 'endpoint.changed', at: platform.now(), url, state: 'misplaced' });
  }

  async function look(): Promise<void> {
    current = new AbortController();
    const { signal } = current;
    limit.set(timeoutMs);
    const { origin = '' } = ask;
    const before = connectivity.of?.(origin) ?? connectivity.getSnapshot();
    const ended = new Promise<undefined>((resolve) => {
      signal.addEventListener('abort', () => resolve(undefined));
    });
    const heard = await Promise.race([hear(signal), ended]);
    limit.clear();
    if (disposed) return;
    lookedAt = platform.monotonic();
    unanswered = heard ? 0 : unanswered + 1;
    hasHeard ||= !!heard;
    strange += heard === false && !hasHeard ? 1 : 0;
    const isNoEvidence = heard === false && before === 'online' && !hasHeard;
    if (isNoEvidence || heard === 'misplaced') tellMisplaced();
    if (isNoEvidence || strange === STRANGE) standBack();
    if (!isNoEvidence) connectivity.note(heard ? 'answered' : 'unanswered', origin);
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

  let unmark = isStill ? undefined : markProbed(connectivity);
  /** From now on, failed reads ask by themselves. */
  function standBack(): void {
    unmark?.();
    unmark = undefined;
  }

  const leave = isStill ? [] : [connectivity.subscribe(schedule), visible.subscribe(lookIfOld)];
  schedule();
  return {
    check,
    dispose() {
      for (const undo of leave.splice(0)) undo();
      standBack();
      disposed = true;
      current?.abort();
      alarm.clear();
      limit.clear();
    },
  };
}
