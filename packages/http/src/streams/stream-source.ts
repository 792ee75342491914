import type { Failure } from '@holdfast/core';
import type { OpenAnswer, RestartState, StreamEvent } from '@holdfast/core/parts';

/** Where to read on. Without a location this tab does not know that the stream has begun. */
export interface StreamPosition {
  readonly location: string | undefined;
  /** The last event that was taken in; 0 before the first. */
  readonly after: number;
}

export interface StreamSource<TEvent> {
  /**
   * Asks for a stream from a position on. Resolves with its body, or with status 204 when nothing more
   * comes; rejects with a `Failure` for everything else.
   */
  readonly open: (position: StreamPosition, signal: AbortSignal) => Promise<OpenAnswer>;
  /** Checks an event of the app. A rejection with a `Failure` ends the stream. @default every event passes */
  readonly check?: (event: unknown) => Promise<TEvent>;
  /** Names the problem of an `error` event. @default STREAM_INTERRUPTED */
  readonly toFailure?: (problem: unknown) => Failure;
  /** Hears each event that was taken in. A promise holds the stream back until it resolves. @default not told */
  readonly heard?: ((event: StreamEvent<TEvent>) => Promise<void> | undefined) | undefined;
  /** Hears of each request for the rest, and what became of it. @default not told */
  readonly restarted?:
    ((state: RestartState['state'], attempt: number, delayMs?: number) => void) | undefined;
}
