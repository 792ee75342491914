// Streams of a runtime
export { createStreams, type StreamsOptions } from './create-streams.ts';

// One stream alone
export { createStreamReader, type StreamReader } from './stream-reader.ts';
export type { StreamSource } from './stream-source.ts';
export type { StreamRules } from './stream-rules.ts';

// Formats
export { ndjson } from './ndjson.ts';
export { sse, sseFormat, type SseOptions } from './sse.ts';
export type { DecoderOptions, StreamDecoder, StreamFormat, StreamTaken } from './stream-format.ts';
