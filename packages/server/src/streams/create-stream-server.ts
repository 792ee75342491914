import { Failure } from '@holdfast/core';
import { type Platform, REPLAYED_HEADER, uuidV7, webPlatform } from '@holdfast/core/parts';
import { catalogue } from '@holdfast/core/failures';
import { fingerprintOf } from '../idempotency/fingerprint.ts';
import { IDEMPOTENCY_KEY_HEADER, parseIdempotencyKey } from '../idempotency/idempotency-key.ts';
import { nameOf } from '../idempotency/key-locks.ts';
import { sha256 } from '../digest/sha256.ts';
import { tellApp } from '../logging/web-tell.ts';
import { tellUntold } from '../mistakes/web-tell-developer.ts';
import { requireRequest } from '../mistakes/require-request.ts';
import { readBytes, type ReadBytesOptions } from '../requests/read-bytes.ts';
import { readStream } from './read-stream.ts';
import { type StreamText, textOfLog } from './text-of-log.ts';
import { requireOptions, requireStart, requireStream } from './require-calls.ts';
import { formatOf, type StreamEncoding } from './stream-encoding.ts';
import type { LoggedStream, StreamLog } from './stream-log.ts';
import { type Admission, createStreamQuotas, type StreamLimits } from './stream-quotas.ts';
import { type Generate, type StreamWriter, writeStream } from './write-stream.ts';

export interface StreamServerOptions extends ReadBytesOptions, StreamLimits {
  readonly log: StreamLog;
  /**
   * How long a writer counts as alive after it renewed its lease. It renews the lease three times as often. @default
   * 6000
   */
  readonly leaseMs?: number;
  /** The longest silence in an answer. Then the server sends a heartbeat. @default 15_000 */
  readonly heartbeatMs?: number;
  /** How often a reader looks for events that other processes have written. @default 250 */
  readonly pollMs?: number;
  /** Receives the error that a generator, or the log under it, threw. @default none */
  readonly report?: (thrown: unknown, id: string) => void;
  /** @default the ambient platform */
  readonly platform?: Pick<Platform, 'now' | 'monotonic' | 'randomBytes' | 'schedule'>;
}

export interface StartOptions {
  /** The user that the stream belongs to. No other user can read or cancel it. */
  readonly owner: string;
  readonly generate: Generate;
  /** The expected cost. The stream tells it before anything else. */
  readonly estimateMicros?: number;
  /**
   * Runs before a stream begins, and not for a request that attaches to one: the place for a payment. When it rejects,
   * nothing was begun, and the request rejects with the same failure. It may run again for the same stream, also on
   * another server.
   */
  readonly admit?: (stream: { readonly id: string }) => Promise<void> | void;
  /** The address of a stream, for `GET` and `DELETE`. @default the path of the request, a slash, the id */
  readonly location?: (id: string) => string;
  /**
   * Called when this process writes nothing more to the stream, however it ended: store its text from here. `drain`
   * waits for it. A process that dies does not call it, so read such a stream when its text is asked for.
   */
  readonly ended?: (stream: StreamRequest) => unknown;
}

interface Beginning extends Pick<StartOptions, 'owner' | 'generate' | 'admit' | 'ended'> {
  readonly id: string;
  readonly estimateMicros: number | undefined;
  readonly fingerprint: string;
}

export interface StreamRequest {
  readonly owner: string;
  readonly id: string;
}

/**
 * Streams that outlive their connections. Every event is in the log before it is sent.
 *
 * `start`, `resume` and `cancel` answer in the format that `Accept` asks for, or reject with `NOT_ACCEPTABLE`.
 */
export interface StreamServer {
  /**
   * Begins a stream, or attaches to the one that this owner began under this `Idempotency-Key`. Rejects as an
   * idempotent write does, with `STREAM_GONE` when retention has removed it, with `UNAVAILABLE` while the server is
   * stopping, and with `QUOTA_EXCEEDED` and its `retryAfterMs` when the owner has too many streams or readers; then
   * nothing was begun. A stream is never generated twice.
   */
  start(request: Request, options: StartOptions): Promise<Response>;
  /**
   * Reads on after `?after=` (or `Last-Event-ID`): 200, or 204 when nothing comes after. Rejects with `NOT_FOUND`,
   * `STREAM_GONE`, `BAD_REQUEST` for an invalid place, or `QUOTA_EXCEEDED` when the owner has too many readers.
   */
  resume(request: Request, stream: StreamRequest): Promise<Response>;
  /** Ends a stream for all its readers, and its generator with it: 204, also when it had ended already. */
  cancel(stream: StreamRequest): Promise<Response>;
  /**
   * All text that a stream has now, for the app to store. A stream whose writer died ends here. Rejects with
   * `NOT_FOUND` or `STREAM_GONE`.
   */
  read(stream: StreamRequest): Promise<StreamText>;
  /**
   * Begins no more streams, gives those of this process time to end, and interrupts the rest as `server-stopping`.
   * Resolves when this server writes and reads no stream any more. `graceMs` is 3000 by default, well within the grace
   * that a shutdown gives its requests.
   */
  drain(graceMs?: number): Promise<void>;
}

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
  const writers = new Map<string, StreamWriter>();
  const stopped = new AbortController();
  const endings = new Set<Promise<void>>();
  const begins = new Map<string, Promise<boolean>>();
  const quotas = createStreamQuotas(limits, log, platform);
  let draining = false;

  const inherit = async (id: string, at = platform.now()): Promise<void> => {
    // A writer of this process is alive, also after the clock has jumped.
    if (writers.has(id)) return;
    await log.append(id, [{ type: 'interrupted', reason: 'server-lost' }], { as: 'heir', at });
  };

  const body = (
    id: string,
    after: number,
    format: StreamEncoding,
    onDetached: () => void,
  ): ReadableStream<Uint8Array> => {
    // A reader that waits finds the stream of a dead writer. It looks as often as a writer renews its lease.
    let inheritAt = platform.monotonic() + leaseMs;
    let leaseSeen: number | undefined;
    return readStream({
      onDetached,
      log,
      id,
      after,
      format,
      heartbeatMs,
      pollMs,
      signal: stopped.signal,
      platform,
      async inherit() {
        if (platform.monotonic() < inheritAt) return;
        inheritAt = platform.monotonic() + leaseMs;
        // A lease that its writer has not renewed for so long is over, even if the clock was set back since.
        const lease = (await log.find(id))?.leaseUntil;
        const isOver = lease !== undefined && lease === leaseSeen;
        leaseSeen = lease;
        await inherit(id, isOver ? Math.max(lease + 1, platform.now()) : undefined);
      },
    });
  };

  /** Begins to generate, unless there is this stream already. Says whether it did. */
  const begin = async ({
    id,
    owner,
    fingerprint,
    generate,
    estimateMicros,
    admit,
    ended,
  }: Beginning): Promise<boolean> => {
    let admission: Admission;
    try {
      admission = await quotas.admit(owner);
    } catch (error) {
      // A request can always attach to an existing stream, also when the quota is used up.
      if (await log.find(id)) return false;
      throw error;
    }
    const { leave, refuseBytes } = admission;
    try {
      if (admit) {
        if (await log.find(id)) {
          leave();
          return false;
        }
        await admit({ id });
      }
      const writer = uuidV7(platform);
      const leaseUntil = platform.now() + leaseMs;
      const opened = await log.open({ id, owner, fingerprint, writer, leaseUntil });
      if (!opened) {
        leave();
        return false;
      }
      admission.begun();
      const writing = writeStream({
        ...{ log, id, writer, estimateMicros, generate, leaseMs, refuseBytes, platform, report },
      });
      writers.set(id, writing);
      // The server accepted it just before the drain, and no later step would stop it.
      if (stopped.signal.aborted) writing.stop('server-stopping');
      const finish = async (): Promise<void> => {
        await writing.finished;
        writers.delete(id);
        leave();
        try {
          await ended?.({ id, owner });
        } catch (thrown) {
          report(thrown, id);
        }
      };
      const ending = finish().finally(() => endings.delete(ending));
      endings.add(ending);
      return true;
    } catch (error) {
      leave();
      throw error;
    }
  };

  /** Of many starts at once with one key, one begins the stream, and the others attach to it. */
  const beginOnce = async (beginning: Beginning): Promise<boolean> => {
    const { id } = beginning;
    const before = begins.get(id);
    if (before) {
      await before;
      return false;
    }
    const beginningNow = begin(beginning).finally(() => begins.delete(id));
    begins.set(id, beginningNow);
    return beginningNow;
  };

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
      const id = (await idOf(nameOf({ scope: owner, key }))).slice(0, 32);
      if (draining) {
        throw new Failure(catalogue.UNAVAILABLE, { effect: 'none', retryAfterMs: 1000 });
      }
      const leave = quotas.seat({ id, owner });
      try {
        const opened = await beginOnce({
          ...{ id, owner, fingerprint, generate, estimateMicros },
          ...(admit && { admit }),
          ...(ended && { ended }),
        });
        if (!opened) {
          const stream = await find({ id, owner });
          if (stream.fingerprint !== fingerprint) {
            throw new Failure(catalogue.IDEMPOTENCY_KEY_REUSED);
          }
          await inherit(id);
        }
        return new Response(body(id, 0, format, leave), {
          headers: {
            ...headersOf(format),
            location: location?.(id) ?? `${new URL(request.url).pathname}/${id}`,
            ...(opened ? {} : { [REPLAYED_HEADER]: 'true' }),
          },
        });
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
      await inherit(wanted.id);
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
      writers.get(wanted.id)?.stop('cancelled');
      return new Response(null, { status: 204 });
    },

    async read(wanted) {
      await find(wanted);
      await inherit(wanted.id);
      return textOfLog(log, wanted.id);
    },

    async drain(graceMs = DRAIN_MS) {
      draining = true;
      const cancelStop = platform.schedule(graceMs, () => {
        for (const writer of writers.values()) writer.stop('server-stopping');
      });
      while (endings.size > 0) await Promise.all(endings);
      cancelStop();
      stopped.abort();
    },
  };
}

function wantedFormat(request: Request): StreamEncoding {
  const format = formatOf(request.headers.get('accept'));
  if (!format) throw new Failure(catalogue.NOT_ACCEPTABLE);
  return format;
}

function headersOf({ type }: StreamEncoding): Record<string, string> {
  // A proxy that gathers an answer before it passes it on would undo the streaming.
  return { 'content-type': type, 'cache-control': 'no-store', 'x-accel-buffering': 'no' };
}

function placeOf(request: Request): number {
  const given =
    new URL(request.url).searchParams.get('after') ?? request.headers.get('last-event-id') ?? '0';
  if (!/^\d{1,15}$/.test(given)) throw new Failure(catalogue.BAD_REQUEST);
  return Number(given);
}

const idOf = (name: string): string | Promise<string> => sha256(name);
