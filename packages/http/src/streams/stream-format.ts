/** Gives the values that a chunk completes. Throws a `Failure` at the first that cannot be read. */
export type StreamDecoder = (chunk: Uint8Array) => Generator<unknown, void, void>;

export interface DecoderOptions {
  /** A longer event is refused with `ANSWER_TOO_LARGE`. */
  readonly maxEventBytes: number;
  /** Hears how long, in milliseconds, the server wants a reader to wait before it comes back. */
  readonly hint: (retryAfterMs: number) => void;
}

/** A way to write envelopes into a body. Pass those that the app's servers use to `createStreams`. */
export interface StreamFormat {
  readonly mediaType: string;
  /** One for each body. */
  readonly decoder: (options: DecoderOptions) => StreamDecoder;
}
