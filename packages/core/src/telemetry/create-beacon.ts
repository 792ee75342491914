import { requireOptions } from '#options';
import { createCell } from '../observable/cell.ts';
import type { Observable } from '../observable/observable.ts';
import { createAlarm } from '../platform/alarm.ts';
import type { Platform } from '../platform/platform.ts';
import { uuidV7 } from '../platform/uuid-v7.ts';
import { webPlatform } from '../platform/web-platform.ts';
import { dropTo, nextBatch } from './beacon-state.ts';
import type { BeaconEvent } from './beacon-state.ts';
import { memoryBeaconBuffer } from './beacon-buffer.ts';
import type { BeaconBuffer } from './beacon-buffer.ts';
import { severityOf } from './describe-event.ts';
import type { TelemetrySink } from './telemetry-event.ts';

export interface BeaconOptions {
  /**
   * Sends a body. Resolves with true when the server has received it. The signal aborts when the beacon gives the send
   * up. In browsers give `fetchBeaconSend(url)`.
   */
  readonly send: (body: string, signal: AbortSignal) => Promise<boolean>;
  /**
   * Milliseconds after which a send without an answer is given up. It counts as one that failed: its events wait and
   * are sent again, and `status` counts it. @default 30_000
   */
  readonly sendWithinMs?: number;
  /** The release of the app, for example its version. The server counts by it. @default none */
  readonly release?: string | undefined;
  /** Keeps the events that the server has not received yet. @default memoryBeaconBuffer() */
  readonly buffer?: BeaconBuffer;
  /**
   * Milliseconds for which events are gathered before they are sent. A critical event does not wait. @default 5_000
   */
  readonly batchMs?: number;
  /** The largest body, in bytes. Browsers refuse more than 64 KiB under way with `keepalive`. @default 60 KiB */
  readonly maxBytes?: number;
  /** How many events may wait. Beyond that the oldest of the least severe events is dropped. @default 500 */
  readonly maxWaiting?: number;
  /** The longest pause after a send that failed, in milliseconds. @default 60_000 */
  readonly maxPauseMs?: number;
  /** @default webPlatform */
  readonly platform?: Platform;
}

export interface BeaconStatus {
  readonly waiting: number;
  /** Events dropped since the page began, because too many waited. */
  readonly dropped: number;
  /** Sends given up since the page began, because no answer came within `sendWithinMs`. */
  readonly unanswered: number;
  /** False once the buffer has failed: events that wait now are lost when the page closes. */
  readonly durable: boolean;
}

export interface Beacon {
  readonly sink: TelemetrySink;
  readonly status: Observable<BeaconStatus>;
  /** Sends the waiting events now. Call it when the page is hidden; see `flushWhenHidden`. Never rejects. */
  flush(): Promise<void>;
  /** Stops sending and leaves no timer. Waiting events stay in the buffer for the next page. */
  dispose(): void;
}

/**
 * A beacon reports events to a server in batches, each at least once: an event stays in the buffer until the server
 * has received it. Each event has an id, by which the server can drop one that it has already. Each batch names the
 * release and a random session of the page that made its events, also when a later page sends them.
 */
export function createBeacon(options: BeaconOptions): Beacon {
  requireOptions('createBeacon', options, {
    send: 'a function',
    sendWithinMs: 'a number above 0?',
    release: 'a text?',
    buffer: 'an object with load, add, remove?',
    batchMs: 'a number from 0 on?',
    maxBytes: 'a number above 0?',
    maxWaiting: 'a whole number above 0?',
    maxPauseMs: 'a number from 0 on?',
    platform: 'an object with now, monotonic, random, schedule?',
  });
  const {
    send,
    release,
    buffer = memoryBeaconBuffer(),
    batchMs = 5_000,
    maxBytes = 60 * 1024,
    maxWaiting = 500,
    maxPauseMs = 60_000,
    sendWithinMs = 30_000,
    platform = webPlatform,
  } = options;
  const status = createCell<BeaconStatus>({ waiting: 0, dropped: 0, unanswered: 0, durable: true });
  // Each page draws its own with its first event. Some runtimes give no random numbers while modules load.
  let session: string | undefined;
  let waiting: readonly BeaconEvent[] = [];
  let failures = 0;
  let isDisposed = false;
  let sending: Promise<void> | undefined;
  const alarm = createAlarm(platform, () => void flush());
  let giveUp: (() => void) | undefined;
  const limit = createAlarm(platform, () => giveUp?.());

  function update(change: Partial<BeaconStatus>): void {
    status.set({ ...status.getSnapshot(), waiting: waiting.length, ...change });
  }

  /** The beacon reports a buffer that fails once, and keeps its events in memory from then on. */
  function keep(work: () => Promise<void>): void {
    begun(work).catch(() => update({ durable: false }));
  }

  function hold(events: readonly BeaconEvent[]): void {
    const { kept, dropped } = dropTo(events, maxWaiting);
    waiting = kept;
    if (dropped.length > 0) keep(() => buffer.remove(dropped.map(({ id }) => id)));
    update({ dropped: status.getSnapshot().dropped + dropped.length });
  }

  function schedule(delayMs: number): void {
    if (!isDisposed && waiting.length > 0) alarm.set(delayMs);
  }

  async function sendAll(): Promise<void> {
    for (let batch = next(); batch; batch = next()) {
      const { body, ids } = batch;
      // One after another: the browser's limit is for all that is under way.
      // oxlint-disable-next-line no-await-in-loop
      const received = await sendWithin(body).catch(() => false);
      if (!received) {
        failures += 1;
        return;
      }
      failures = 0;
      const gone = new Set(ids);
      waiting = waiting.filter(({ id }) => !gone.has(id));
      keep(() => buffer.remove(ids));
      update({});
    }
  }

  /** Gives up a send that does not answer: it must not keep back the events after it. */
  function sendWithin(body: string): Promise<boolean> {
    const caller = new AbortController();
    return new Promise((resolve, reject) => {
      giveUp = () => {
        caller.abort();
        resolve(false);
        update({ unanswered: status.getSnapshot().unanswered + 1 });
      };
      limit.set(sendWithinMs);
      begun(() => send(body, caller.signal))
        .then(resolve, reject)
        .finally(limit.clear);
    });
  }

  const next = () => (isDisposed ? undefined : nextBatch(waiting, maxBytes));

  function flush(): Promise<void> {
    alarm.clear();
    // Notices a timer of the send under way that the host has lost.
    if (sending) limit.set(sendWithinMs);
    sending ??= sendAll().finally(() => {
      sending = undefined;
      // Doubled, with jitter, so that pages which lost the server together do not come back together.
      const pauseMs = Math.min(maxPauseMs, batchMs * 2 ** failures);
      schedule(failures > 0 ? pauseMs * (0.5 + platform.random() / 2) : batchMs);
    });
    return sending;
  }

  begun(() => buffer.load()).then(
    (kept) => {
      // The events of an earlier page are older than all events of this one.
      hold([...kept, ...waiting]);
      return schedule(batchMs);
    },
    () => update({ durable: false }),
  );

  return {
    status: { getSnapshot: status.getSnapshot, subscribe: status.subscribe },
    sink(event) {
      if (isDisposed) return;
      session ??= platform.random().toString(36).slice(2);
      const one = { id: uuidV7(platform), severity: severityOf(event), event, release, session };
      hold([...waiting, one]);
      keep(() => buffer.add([one]));
      if (one.severity === 'critical' && failures === 0) void flush();
      else schedule(batchMs);
    },
    flush,
    dispose() {
      isDisposed = true;
      alarm.clear();
      limit.clear();
    },
  };
}

/** Begins work. A synchronous exception becomes a rejection like any other. */
async function begun<T>(work: () => Promise<T>): Promise<T> {
  return work();
}
