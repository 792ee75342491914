import { createCell, type Holdfast, type Observable } from '@holdfast/core';
import { createAlarm, webPlatform, type Platform, requireOptions } from '@holdfast/core/parts';
import {
  createIncidents,
  type LiveSink,
  type TelemetryEvent,
  type TelemetrySink,
} from '@holdfast/core/telemetry';
import { createHeard } from './create-heard.ts';
import { createTape } from './create-tape.ts';
import { EMPTY, type Recording } from './recording.ts';

/** Few, so that no single frame pays for the events of many. */
const MOST_PENDING = 16;
/** So many events between two refreshes are a storm. */
const STORM = 10;
/**
 * The pause after a refresh is this many times as long as the refresh, so that listeners take 1 % of the page's
 * time.
 */
const REST = 100;
const LONGEST_REST_MS = 5_000;

export interface RecorderOptions {
  /** How many events the recorder keeps. It drops the oldest ones. @default 10_000 */
  readonly capacity?: number;
  /**
   * Listeners hear of changes at most once in this time, in milliseconds. While many events come, it is four times as
   * long, because a list that flies by is not read. It is longer where a listener is slow, 5 s at most. @default 250
   */
  readonly refreshMs?: number;
  /** @default webPlatform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'schedule' | 'random'>;
}

export interface Recorder extends Observable<Recording> {
  /** Takes in one event. It ignores an event that it already has. */
  readonly sink: TelemetrySink;
  /** Listens to a runtime and its outbox, from the latest events on, until the returned function is called. */
  attach(holdfast: Pick<Holdfast, 'sink' | 'outbox' | 'platform'>): () => void;
  /** Forgets everything. */
  clear(): void;
}

/**
 * Keeps the events of a session, also while no panel is open. It calls its listeners with a delay, so that a burst
 * is one change.
 */
export function createRecorder(options: RecorderOptions = {}): Recorder {
  requireOptions('createRecorder', options, {
    capacity: 'a whole number above 0?',
    refreshMs: 'a number from 0 on?',
    platform: 'an object with now, monotonic, schedule, random?',
  });

  const { capacity = 10_000, refreshMs = 250, platform = webPlatform } = options;
  const tape = createTape(capacity);
  const cell = createCell<Recording>(EMPTY);
  const isNews = createHeard();
  // Put away a few at once, so that an event costs the app no more than a push as a rule.
  let pending: TelemetryEvent[] = [];
  /** How many events have come since the last refresh. */
  let heard = 0;
  let isStale = false;
  let isStorm = false;
  let restsUntil = 0;
  let listeners = 0;
  const alarm = createAlarm(platform, refresh);
  const incidents = createIncidents({ sinks: [(event) => tape.write(event)] });

  function putAway(): void {
    const events = pending;
    pending = [];
    for (const event of events) {
      if (!isNews(event)) continue;
      // The recorder finds the incidents itself, so those of another watch would be there twice.
      if (event.type === 'incident.opened' || event.type === 'incident.closed') continue;
      tape.write(event);
      incidents.sink(event);
    }
  }

  function refresh(): void {
    isStale = false;
    isStorm = heard > STORM;
    heard = 0;
    const begun = platform.monotonic();
    putAway();
    cell.set(tape.read());
    // React renders in a microtask that was queued before this one.
    queueMicrotask(() => {
      const ended = platform.monotonic();
      restsUntil = ended + Math.min(LONGEST_REST_MS, REST * (ended - begun));
    });
  }

  function change(): void {
    isStale = true;
    if (listeners === 0) return;
    alarm.set(Math.max(isStorm ? 4 * refreshMs : refreshMs, restsUntil - platform.monotonic()));
  }

  const sink: TelemetrySink = (event) => {
    heard += 1;
    if (pending.push(event) >= MOST_PENDING) putAway();
    change();
  };

  return {
    sink,
    attach({ sink: live, outbox, platform: { now } }) {
      const look = (): void => {
        putAway();
        tape.depth(now(), outbox?.entries.getSnapshot().length ?? 0);
        change();
      };
      const ends = [(live as LiveSink | undefined)?.join?.(sink), outbox?.entries.subscribe(look)];
      if (outbox) look();
      return () => ends.forEach((end) => end?.());
    },
    getSnapshot() {
      if (isStale && listeners === 0) refresh();
      return cell.getSnapshot();
    },
    subscribe(listener) {
      const leave = cell.subscribe(listener);
      listeners += 1;
      if (isStale) change();
      let isGone = false;
      return () => {
        if (isGone) return;
        isGone = true;
        leave();
        listeners -= 1;
        if (listeners === 0) alarm.clear();
      };
    },
    clear() {
      // The recorder has heard these events, so a panel that is mounted again does not bring them back.
      putAway();
      tape.clear();
      refresh();
    },
  };
}
