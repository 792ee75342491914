export { ndjson } from './ndjson.ts';
export { sse } from './sse.ts';
export type { DecoderOptions, StreamDecoder, StreamFormat } from './stream-format.ts';
