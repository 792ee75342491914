import type { Platform } from '@holdfast/core/parts';
import type { Backoff } from '@holdfast/core/policies';
import type { StreamFormat } from './stream-format.ts';

export interface StreamRules {
  /** What bodies may be written in: `ndjson`, `sse` or an app's own. The first is preferred. */
  readonly formats: readonly StreamFormat[];
  /**
   * How often the server says that it is there, in milliseconds. A stream that is silent for two and a half
   * times as long, and at least for 30 seconds, has stalled; so has one that gets no answer when the reader
   * asks for it again. Its beginning may take twice `maxHintMs`, if that is longer. @default 15_000
   */
  readonly heartbeatMs?: number;
  /** A connection that lasted this long, in milliseconds, was a good one: what failed before is forgotten. @default 10_000 */
  readonly healthyMs?: number;
  /** How many connections in a row may bring nothing before nobody goes on trying. @default 10 */
  readonly maxAttempts?: number;
  /** @default exponentialBackoff({ firstMs: 500, maxMs: 30_000 }) */
  readonly backoff?: Backoff;
  /** A server's hint beyond this, in milliseconds, is not waited for. @default 60_000 */
  readonly maxHintMs?: number;
  /** A longer event is refused with `ANSWER_TOO_LARGE`. @default 1_048_576 */
  readonly maxEventBytes?: number;
  /** How many events an iterator may be behind before the stream is held back. @default 64 */
  readonly maxBehind?: number;
  /** How often the state is told at most while text flows, in milliseconds. @default 16 */
  readonly frameMs?: number;
  /** Hears that timers may have slept, or that there is a network again; returns the undo. @default webWake */
  readonly wake?: (listener: () => void) => () => void;
  /** @default webPlatform */
  readonly platform?: Platform;
}
