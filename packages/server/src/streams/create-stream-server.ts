import { Failure } from '@holdfast/core';
import { REPLAYED_HEADER, webPlatform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { fingerprintOf } from '../idempotency/fingerprint.ts';
import { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from '../idempotency/idempotency-key.ts';
import { nameOf } from '../idempotency/key-locks.ts';
import { sha256 } from '../digest/sha256.ts';
import { tellApp } from '../logging/web-tell.ts';
import { tellUntold } from '../mistakes/web-tell-developer.ts';
import { requireRequest } from '../mistakes/require-request.ts';
import { readBytes } from '../requests/read-bytes.ts';
import { createStreamWriters } from './stream-writers.ts';
import { createStreamHeir } from './stream-heir.ts';
import { readStream } from './read-stream.ts';
import { requireOptions, requireStart, requireStream } from './require-calls.ts';
import { headersOf, placeOf, wantedFormat } from './stream-answer.ts';
import type { StreamEncoding } from './stream-encoding.ts';
import type { LoggedStream } from './stream-log.ts';
import { createStreamQuotas } from './stream-quotas.ts';
import type { StreamRequest, StreamServer, StreamServerOptions } from './stream-server.ts';
import { textOfLog } from './text-of-log.ts';

const DRAIN_MS = 3000;

export function createStreamServer(options: StreamServerOptions): StreamServer {
  requireOptions(options);
  const {
    log,
    leaseMs = 6000,
    heartbeatMs = 15_000,
    pollMs = 250,
    report: given,
    platform = webPlatform,
    ...limits
  } = options;
  const report = (thrown: unknown, id: string): void =>
    given ? tellApp(given, thrown, id) : tellUntold('createStreamServer', 'report', thrown);
  const stopped = new AbortController();
  const quotas = createStreamQuotas(limits, log, platform);
  const writers = createStreamWriters({
    ...{ log, quotas, leaseMs, report, platform, stopped: stopped.signal },
  });
  const heir = createStreamHeir({ log, leaseMs, platform, isWriter: writers.has });
  let draining = false;

  const body = (
    id: string,
    after: number,
    format: StreamEncoding,
    onDetached: () => void,
  ): ReadableStream<Uint8Array> =>
    readStream({
      ...{ log, id, after, format, heartbeatMs, pollMs, platform, onDetached },
      signal: stopped.signal,
      inherit: heir.whileWaiting(id),
    });

  const find = async ({ id, owner }: StreamRequest): Promise<LoggedStream> => {
    requireStream({ id, owner });
    const stream = await log.find(id);
    if (stream?.owner !== owner) throw new Failure(catalogue.NOT_FOUND);
    if (stream.gone) throw new Failure(catalogue.STREAM_GONE);
    return stream;
  };

  return {
    async start(request, { owner, generate, estimateMicros, admit, location, ended }) {
      requireStart(request, { owner, generate, admit });
      const format = wantedFormat(request);
      const key = parseIdempotencyKey(request.headers.get(IDEMPOTENCY_KEY_HEADER));
      const fingerprint = await fingerprintOf(request, await readBytes(request, limits));
      // A client that knows both may read the stream anyway.
      const id = (await sha256(nameOf({ scope: owner, key }))).slice(0, 32);
      if (draining) {
        throw new Failure(catalogue.UNAVAILABLE, { effect: 'none', retryAfterMs: 1000 });
      }
      // Before `admit` takes a payment: an address that the app cannot make, or that no header holds, must cost nothing.
      const headers = new Headers({
        ...headersOf(format),
        location: location?.(id) ?? `${new URL(request.url).pathname}/${id}`,
      });
      const leave = quotas.seat({ id, owner });
      try {
        const opened = await writers.begin({
          ...{ id, owner, fingerprint, generate, estimateMicros },
          ...(admit && { admit }),
          ...(ended && { ended }),
        });
        if (!opened) {
          const stream = await find({ id, owner });
          if (stream.fingerprint !== fingerprint) {
            throw new Failure(catalogue.IDEMPOTENCY_KEY_REUSED);
          }
          await heir.inherit(id);
        }
        if (!opened) headers.set(REPLAYED_HEADER, 'true');
        return new Response(body(id, 0, format, leave), { headers });
      } catch (error) {
        leave();
        throw error;
      }
    },

    async resume(request, wanted) {
      requireRequest('resume', request);
      const format = wantedFormat(request);
      const after = placeOf(request);
      await find(wanted);
      await heir.inherit(wanted.id);
      const { seq, endedAt } = await find(wanted);
      if (after > seq) throw new Failure(catalogue.BAD_REQUEST);
      if (endedAt !== undefined && after === seq) return new Response(null, { status: 204 });
      // Servers answer HEAD as GET and drop the body, and the stream would then hold a place without a reader.
      if (request.method === 'HEAD') return new Response(null, { headers: headersOf(format) });
      const rest = body(wanted.id, after, format, quotas.seat(wanted));
      return new Response(rest, { headers: headersOf(format) });
    },

    async cancel(wanted) {
      await find(wanted);
      await log.append(wanted.id, [{ type: 'interrupted', reason: 'cancelled' }], {
        as: 'canceller',
        at: platform.now(),
      });
      writers.cancel(wanted.id);
      return new Response(null, { status: 204 });
    },

    async read(wanted) {
      await find(wanted);
      await heir.inherit(wanted.id);
      return textOfLog(log, wanted.id);
    },

    async drain(graceMs = DRAIN_MS) {
      draining = true;
      await writers.drain(graceMs);
      stopped.abort();
    },
  };
}
