import { Failure } from '@holdfast/core';
import { STREAM_INTERRUPTED, STREAM_STALLED } from '@holdfast/core/failures';
import { cutFailure } from '@holdfast/core/parts';
import type { StreamDecoder } from './stream-format.ts';
import { createWatchdog, type WatchdogOptions } from './watchdog.ts';

export interface BodyReading extends Omit<WatchdogOptions, 'bite'> {
  readonly decode: StreamDecoder;
  readonly signal: AbortSignal;
  /** Called when bytes come. */
  readonly arrived: () => void;
  /** Takes one value in, and says whether to go on. A promise holds the body back. */
  readonly take: (value: unknown) => boolean | Promise<boolean>;
  /** Takes in a value of the last text, which has no line end. Gives false when it ends the stream. */
  readonly takeLast: (value: unknown) => boolean | Promise<boolean>;
}

/**
 * Reads a body piece by piece. Resolves with the failure that ended it: it ended too early, fell silent, or its
 * connection broke. Resolves without a failure when `take` wants no more. Rejects only with an error of the decoder.
 * An abort ends the read. The body is cancelled in any case.
 */
export async function readStreamBody(
  body: ReadableStream<Uint8Array>,
  { decode, signal, arrived, take, takeLast, ...watching }: BodyReading,
): Promise<Failure | undefined> {
  const reader = body.getReader();
  let isStalled = false;
  const leave = (): void => void reader.cancel().catch(() => {});
  const bite = (): void => {
    isStalled = true;
    leave();
  };
  const watchdog = createWatchdog({ ...watching, bite });
  signal.addEventListener('abort', leave);
  try {
    for (;;) {
      watchdog.feed();
      let broken: Failure | undefined;
      const { value } = await reader.read().catch((error: unknown) => {
        broken = cutFailure(error);
        return { value: undefined };
      });
      // While an iterator takes its time with the events, silence is no stall.
      watchdog.rest();
      if (!value) {
        for (const last of decode.end?.() ?? []) if (!(await takeLast(last))) return undefined;
        return broken ?? new Failure(isStalled ? STREAM_STALLED : STREAM_INTERRUPTED);
      }
      arrived();
      for (const one of decode(value)) {
        const goesOn = take(one);
        // Waits only for a promise, because a wait for each event would cost more than all the rest.
        if (!(typeof goesOn === 'boolean' ? goesOn : await goesOn)) return undefined;
      }
    }
  } finally {
    watchdog.dispose();
    signal.removeEventListener('abort', leave);
    leave();
  }
}
