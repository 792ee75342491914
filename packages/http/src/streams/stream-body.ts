import type { StreamDecoder } from './stream-format.ts';
import type { Watchdog } from './watchdog.ts';

export interface BodyReading {
  readonly decode: StreamDecoder;
  readonly watchdog: Pick<Watchdog, 'feed' | 'rest'>;
  /** Bytes came. */
  readonly arrived: () => void;
  /** Takes one value in, and says whether to go on; a promise holds the body back. */
  readonly take: (value: unknown) => boolean | Promise<boolean>;
  /** Takes in the last text, which has no line end. Gives false when it ends the stream. */
  readonly takeLast: (value: unknown) => boolean | Promise<boolean>;
}

/**
 * Reads a body piece by piece until it ends, is cancelled, or `take` has had enough. Resolves with what
 * broke the connection, if that is how it ended; rejects only with what the decoder throws.
 */
export async function readStreamBody(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  { decode, watchdog, arrived, take, takeLast }: BodyReading,
): Promise<{ readonly cause: unknown } | undefined> {
  for (;;) {
    watchdog.feed();
    let read: Awaited<ReturnType<typeof reader.read>>;
    let broken: { readonly cause: unknown } | undefined;
    try {
      read = await reader.read();
    } catch (cause) {
      broken = { cause };
      read = { done: true, value: undefined };
    }
    // While others take their time with what came, silence is nobody's fault.
    watchdog.rest();
    if (read.done) {
      for (const value of decode.end?.() ?? []) if (!(await takeLast(value))) return undefined;
      return broken;
    }
    arrived();
    for (const value of decode(read.value)) {
      const goesOn = take(value);
      // Only when there is something to wait for: a wait for each event would cost more than the rest.
      if (!(typeof goesOn === 'boolean' ? goesOn : await goesOn)) return undefined;
    }
  }
}
