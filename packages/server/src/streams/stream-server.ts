import type { Platform } from '@holdfast/core/parts';
import type { ReadBytesOptions } from '../requests/read-bytes.ts';
import type { StreamLog } from './stream-log.ts';
import type { StreamLimits } from './stream-quotas.ts';
import type { StreamText } from './text-of-log.ts';
import type { Generate } from './write-stream.ts';

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
  /**
   * The address of a stream, for `GET` and `DELETE`. Called before `admit`. When it throws, nothing was begun, and the
   * request rejects with the same error. @default the path of the request, a slash, the id
   */
  readonly location?: (id: string) => string;
  /**
   * Called when this process writes nothing more to the stream, however it ended: store its text from here. `drain`
   * waits for it. A process that dies does not call it, so read such a stream when its text is asked for.
   */
  readonly ended?: (stream: StreamRequest) => unknown;
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
