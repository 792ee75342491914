export interface StreamDecoder {
  /** Gives the values that a chunk completes. Throws a `Failure` at the first value that cannot be read. */
  (chunk: Uint8Array): Generator<unknown, void, void>;
  /**
   * Gives the values of the last line if that is whole, because not every server ends its last line. The reader
   * calls it once, at the end of the body. It leaves out a value that was cut, and does not throw.
   */
  readonly end?: () => Generator<unknown, void, void>;
}

/** The position up to which the reader has a stream. */
export interface StreamTaken {
  /** The last event; 0 before the first. */
  readonly seq: number;
  /** UTF-8 bytes of the text. */
  readonly offset: number;
}

export interface DecoderOptions {
  /** A longer event is refused with `ANSWER_TOO_LARGE`. */
  readonly maxEventBytes: number;
  /** Hears how long, in milliseconds, the server wants a reader to wait before it comes back. */
  readonly hint: (retryAfterMs: number) => void;
  /** The position that the reader reached with earlier bodies. @default the beginning */
  readonly taken?: StreamTaken | undefined;
}

/**
 * A format in which a server writes envelopes into a body. Pass the formats of the app's servers to
 * `createStreams`.
 */
export interface StreamFormat {
  readonly mediaType: string;
  /** Makes the decoder of one body. */
  readonly decoder: (options: DecoderOptions) => StreamDecoder;
}
