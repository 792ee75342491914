import type { Transport } from '@holdfast/core';
import {
  ATTEMPT_HEADER,
  INCIDENT_HEADER,
  REQUEST_ID_HEADER,
  TRACE_HEADER,
  type Answer,
  type Platform,
  type SendOptions,
  type TransportRequest,
  webClock,
  requireOptions,
} from '@holdfast/core/parts';
import { isSafe } from './methods.ts';
import { untilAborted } from './until-aborted.ts';

export interface SharedReadsOptions {
  /**
   * Milliseconds for which other callers may join a read. After that they send a request of their own, because the
   * first may never get an answer. @default 10_000
   */
  readonly joinWithinMs?: number;
  /** @default webClock */
  readonly platform?: Pick<Platform, 'monotonic' | 'schedule'>;
}

// After this time the task that began a read is usually over.
const NEW_MS = 50;

interface Flight {
  readonly answer: Promise<Answer>;
  readonly caller: AbortController;
  callers: number;
  readonly beganMs: number;
  /** True until the task that began the read is over. Only then may a caller that wants a fresh answer join it. */
  isNew: boolean;
}

// These headers differ between calls that ask for the same.
const OF_ONE_CALL: ReadonlySet<string> = new Set([
  ATTEMPT_HEADER,
  INCIDENT_HEADER,
  REQUEST_ID_HEADER,
  TRACE_HEADER,
]);

/**
 * Wraps a transport, so that identical reads at the same time share one request. A caller that aborts does not
 * disturb the others; when the last caller has left, the request is aborted. Each caller gets bytes of its own.
 *
 * A read does not share a request from before a write through the same transport, because the write may have
 * changed the answer. A `fresh` read does not share an earlier request. Reads with a `progress`, and answers that
 * the caller opens, are not shared.
 */
export function withSharedReads(transport: Transport, options: SharedReadsOptions = {}): Transport {
  requireOptions('withSharedReads', options, {
    joinWithinMs: 'a number from 0 on?',
    platform: 'an object with monotonic, schedule?',
  });
  const { platform = webClock, joinWithinMs = 10_000 } = options;
  const flights = new Map<string, Flight>();

  function begin(request: TransportRequest, key: string): Flight {
    const caller = new AbortController();
    const answer = transport.send(request, { signal: caller.signal });
    const flight = { answer, caller, callers: 0, isNew: true, beganMs: platform.monotonic() };
    platform.schedule(0, () => (flight.isNew = false));
    flights.set(key, flight);
    const cancel = platform.schedule(joinWithinMs, () => land(key, flight));
    answer
      .catch(() => {})
      .finally(() => {
        cancel();
        land(key, flight);
      });
    return flight;
  }

  /**
   * Whether other callers may still join the read. The clock decides, because a host may have lost the timer.
   */
  function isOpen(flight: Flight): boolean {
    const agoMs = platform.monotonic() - flight.beganMs;
    if (agoMs > NEW_MS) flight.isNew = false;
    return agoMs >= 0 && agoMs < joinWithinMs;
  }

  function land(key: string, flight: Flight): void {
    if (flights.get(key) === flight) flights.delete(key);
  }

  async function share(request: TransportRequest, { signal, fresh }: SendOptions): Promise<Answer> {
    const key = keyOf(request);
    const known = flights.get(key);
    const isShared = known && isOpen(known) && (!fresh || known.isNew);
    const flight = isShared ? known : begin(request, key);
    flight.callers += 1;
    try {
      const answer = await untilAborted(flight.answer, signal);
      return { ...answer, body: answer.body.slice() };
    } finally {
      flight.callers -= 1;
      // A caller that leaves without an abort has its answer, and so have the others.
      if (flight.callers === 0 && signal?.aborted) {
        land(key, flight);
        flight.caller.abort(signal.reason);
      }
    }
  }

  async function write<T>(send: () => Promise<T>): Promise<T> {
    flights.clear();
    try {
      return await send();
    } finally {
      flights.clear();
    }
  }

  const open = transport.open?.bind(transport);
  return {
    async send(request, sendOptions = {}) {
      if (!isSafe(request.method)) return write(() => transport.send(request, sendOptions));
      const { signal, progress } = sendOptions;
      return progress || signal?.aborted
        ? transport.send(request, sendOptions)
        : share(request, sendOptions);
    },
    ...(open && {
      open: (request, sendOptions) =>
        isSafe(request.method)
          ? open(request, sendOptions)
          : write(() => open(request, sendOptions)),
    }),
  };
}

function keyOf({ method, url, headers, body }: TransportRequest): string {
  const same = Object.entries(headers).filter(([name]) => !OF_ONE_CALL.has(name));
  // Bytes as a list of numbers, which no text equals.
  return JSON.stringify([method, url, same, body instanceof Uint8Array ? [...body] : body]);
}
