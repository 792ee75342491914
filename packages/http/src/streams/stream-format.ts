export interface StreamDecoder {
  /** Gives the values that a chunk completes. Throws a `Failure` at the first that cannot be read. */
  (chunk: Uint8Array): Generator<unknown, void, void>;
  /**
   * Gives what is whole of that which came last, without its own end: not every server ends its last line.
   * Asked once, when the body is over. What is cut is not given, and nothing is thrown for it.
   */
  readonly end?: () => Generator<unknown, void, void>;
}

/** How far a stream was taken in. */
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
  /** What the reader has of the stream already, from earlier bodies. @default nothing */
  readonly taken?: StreamTaken | undefined;
}

/** A way to write envelopes into a body. Pass those that the app's servers use to `createStreams`. */
export interface StreamFormat {
  readonly mediaType: string;
  /** One for each body. */
  readonly decoder: (options: DecoderOptions) => StreamDecoder;
}
