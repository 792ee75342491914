import type { StandardSchema } from '@holdfast/core';
import { type Platform, utf8Length, webPlatform, requireOptionsAlways } from '@holdfast/core/parts';
import { requireMethods } from '../mistakes/require-value.ts';
import { createMeter, type Meter } from '../quotas/meter.ts';
import { readJson } from '../requests/read-json.ts';
import { allowedEvent } from './allowed-event.ts';
import { allowedPage } from './allowed-page.ts';
import type { TelemetryStore } from './telemetry-store.ts';

export interface IntakeOptions {
  readonly store: TelemetryStore;
  /** The longest batch. @default 64 KiB, the most a browser sends while its page goes away */
  readonly maxBytes?: number;
  /** The most events of one batch. @default 500 */
  readonly maxEvents?: number;
  /** The largest event, as it is stored. The server drops a larger one. @default 4 KiB */
  readonly maxEventBytes?: number;
  /** The events of one source that the server stores in a day. @default 5000 events, 2 MiB */
  readonly perSource?: TelemetryQuota;
  /** The events of all sources that the server stores in a day. @default 200_000 events, 64 MiB */
  readonly inTotal?: TelemetryQuota;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now' | 'monotonic'>;
}

export interface TelemetryQuota {
  readonly events: number;
  readonly bytes: number;
}

/** The result of a batch. */
export interface IntakeAnswer {
  readonly stored: number;
  /** Events that came before. */
  readonly known: number;
  /** Events of an unknown type, and events that are too large. */
  readonly dropped: number;
  /** Events after the day's quota was used up. The server did not store them. */
  readonly refused?: number;
}

/**
 * Takes in what `createBeacon` sends: at least once there, once here, by the id of each event. Answers 200 with a
 * `IntakeAnswer` when everything is stored. A single event that makes no sense is dropped rather than refused: its sender
 * would send it for ever. The same holds for an event after the quota of the day is used up: the page counts it as
 * sent, and does not send it again. Rejects as `readJson` does for a body that is no batch, and keeps nothing of it.
 *
 * `source` names the sender: an address, or a subject. All batches without a source share one quota.
 */
export function createIntake(
  options: IntakeOptions,
): (request: Request, source?: string) => Promise<Response> {
  requireOptionsAlways('createIntake', options, {
    store: 'anything',
    maxBytes: 'a number from 0 on?',
    maxEvents: 'a whole number from 0 on?',
    maxEventBytes: 'a number from 0 on?',
    perSource: 'an object?',
    inTotal: 'an object?',
    platform: 'an object with now, monotonic?',
  });

  const {
    store,
    maxBytes = 64 * 1024,
    maxEvents = 500,
    maxEventBytes = 4096,
    perSource = { events: 5000, bytes: 2 * 1024 * 1024 },
    inTotal = { events: 200_000, bytes: 64 * 1024 * 1024 },
    platform = webPlatform,
  } = options;
  requireMethods(
    'createIntake',
    { store },
    ['add'],
    'a store of telemetry, such as `memoryTelemetryStore()`',
  );
  for (const [name, quota] of Object.entries({ perSource, inTotal })) {
    requireOptionsAlways(`\`${name}\` of createIntake`, quota, {
      events: 'a whole number from 0 on',
      bytes: 'a number from 0 on',
    });
  }
  // A meter forgets its oldest key for a new one, so the quota shared by all has a meter of its own.
  const [ofSource, ofAll] = [createMeter({ platform }), createMeter({ platform })];

  return async (request, source = '') => {
    const batch = await readJson(request, batchOf(maxEvents), { maxBytes, text: 'any' });
    const { events } = batch;
    const receivedAt = platform.now();
    const page = allowedPage(batch);
    const allowed = events.flatMap((sent) => {
      const event = allowedEvent(sent);
      const bytes = event ? (utf8Length(JSON.stringify(event)) ?? 0) : 0;
      return event && bytes <= maxEventBytes
        ? [{ event: { ...event, ...page, receivedAt }, bytes }]
        : [];
    });
    const taken = allowed.filter(({ bytes }) => {
      // The source comes first: its refused events must not use up the quota that all share.
      if (!take(ofSource, source, perSource, bytes)) return false;
      if (take(ofAll, '', inTotal, bytes)) return true;
      giveBack(ofSource, source, [bytes]);
      return false;
    });
    const unused = (count: number): void => {
      // This does not distinguish events that were known already. They are about as long as the others.
      const bytes = taken.slice(0, count).map((one) => one.bytes);
      giveBack(ofSource, source, bytes);
      giveBack(ofAll, '', bytes);
    };
    let stored: number;
    try {
      stored = (await store.add(taken.map(({ event }) => event))).length;
    } catch (error) {
      // The page sends it again, and a full disk must not use up its day.
      unused(taken.length);
      throw error;
    }
    unused(taken.length - stored);
    const refused = allowed.length - taken.length;
    const answer: IntakeAnswer = {
      stored,
      known: taken.length - stored,
      dropped: events.length - allowed.length,
      ...(refused > 0 && { refused }),
    };
    return Response.json(answer);
  };
}

function take(meter: Meter, key: string, quota: TelemetryQuota, bytes: number): boolean {
  if (!meter.take(`events ${key}`, 1, quota.events).taken) return false;
  if (meter.take(`bytes ${key}`, bytes, quota.bytes).taken) return true;
  meter.giveBack(`events ${key}`, 1);
  return false;
}

function giveBack(meter: Meter, key: string, sizes: readonly number[]): void {
  meter.giveBack(`events ${key}`, sizes.length);
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  meter.giveBack(`bytes ${key}`, bytes);
}

interface SentBatch {
  readonly events: readonly unknown[];
  readonly release?: unknown;
  readonly session?: unknown;
}

function batchOf(maxEvents: number): StandardSchema<unknown, SentBatch> {
  return {
    '~standard': {
      version: 1,
      vendor: 'holdfast',
      validate(value) {
        const { events, release, session } = Object(value) as Partial<SentBatch>;
        const path = ['events'];
        if (!Array.isArray(events)) return { issues: [{ message: 'A list of events.', path }] };
        return events.length <= maxEvents
          ? { value: { events, release, session } }
          : { issues: [{ message: `More than ${maxEvents} events.`, path }] };
      },
    },
  };
}
