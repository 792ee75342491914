import { type Platform, type StandardSchema, webPlatform } from '@holdfast/core';
import { readJson } from '../requests/read-json.ts';
import { allowedEvent } from './allowed-event.ts';
import type { TelemetryStore } from './telemetry-store.ts';

export interface IntakeOptions {
  readonly store: TelemetryStore;
  /** The longest batch. @default 64 KiB, the most a browser sends while its page goes away */
  readonly maxBytes?: number;
  /** The most events of one batch. @default 500 */
  readonly maxEvents?: number;
  /** @default the ambient clock */
  readonly platform?: Pick<Platform, 'now'>;
}

/** What became of a batch. */
export interface Receipt {
  readonly stored: number;
  /** Had come before. */
  readonly known: number;
  /** Were no events of a type this server knows. */
  readonly dropped: number;
}

/**
 * Takes in what `createBeacon` sends: at least once there, once here, by the id of each event. Answers
 * 200 with a `Receipt` when everything is stored. A single event that makes no sense is dropped rather
 * than refused: its sender would send it for ever. Rejects as `readJson` does for a body that is no
 * batch, and keeps nothing of it.
 */
export function createIntake({
  store,
  maxBytes = 64 * 1024,
  maxEvents = 500,
  platform = webPlatform,
}: IntakeOptions): (request: Request) => Promise<Response> {
  return async (request) => {
    const events = await readJson(request, batchOf(maxEvents), { maxBytes });
    const receivedAt = platform.now();
    const allowed = events.flatMap((sent) => {
      const event = allowedEvent(sent);
      return event ? [{ ...event, receivedAt }] : [];
    });
    const stored = await store.add(allowed);
    const receipt: Receipt = {
      stored,
      known: allowed.length - stored,
      dropped: events.length - allowed.length,
    };
    return Response.json(receipt);
  };
}

function batchOf(maxEvents: number): StandardSchema<unknown, readonly unknown[]> {
  return {
    '~standard': {
      version: 1,
      vendor: 'holdfast',
      validate(value) {
        const { events } = Object(value) as { readonly events?: unknown };
        const path = ['events'];
        if (!Array.isArray(events)) return { issues: [{ message: 'A list of events.', path }] };
        return events.length <= maxEvents
          ? { value: events }
          : { issues: [{ message: `More than ${maxEvents} events.`, path }] };
      },
    },
  };
}
