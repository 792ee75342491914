import type { Clock } from '@holdfast/core/parts';
import type { Backoff } from '@holdfast/core/policies';
import type { StreamFormat } from './stream-format.ts';

export interface StreamRules {
  /** The formats that the reader asks for: `ndjson`, `sse` or an app's own. It prefers the first. */
  readonly formats: readonly StreamFormat[];
  /**
   * How often the server sends a heartbeat, in milliseconds. A stream counts as stalled after a silence of two and
   * a half times this time, and of 30 seconds at least. A request for the rest has the same limit. The first
   * request may take twice `maxHintMs`, if that is longer. @default 15_000
   */
  readonly heartbeatMs?: number;
  /** After a connection that lasted this long, in milliseconds, earlier failures no longer count. @default 10_000 */
  readonly healthyMs?: number;
  /** After this many connections in a row that brought nothing, the reader stops. @default 10 */
  readonly maxAttempts?: number;
  /** @default exponentialBackoff({ firstMs: 500, maxMs: 30_000 }) */
  readonly backoff?: Backoff;
  /**
   * The longest wait of a server that the reader honours, in milliseconds. After a longer one it stops. @default
   * 60_000
   */
  readonly maxHintMs?: number;
  /** A longer event is refused with `ANSWER_TOO_LARGE`. @default 1_048_576 */
  readonly maxEventBytes?: number;
  /** Listeners hear of flowing text at most once in this time, in milliseconds. @default 16 */
  readonly frameMs?: number;
  /** Hears that timers may have slept, or that there is a network again; returns the undo. @default webWake */
  readonly wake?: (listener: () => void) => () => void;
  /** @default webClock */
  readonly platform?: Clock;
}
