import type { OpaqueStream } from '../operations/operation.ts';
import type { StreamWatch } from '../streams/stream-watch.ts';

/** What follows streams for a runtime. `createStreams` of `@holdfast/http/streams` makes one. */
export interface StreamPort {
  /** The stream of an operation and an input: the same two give the same stream. Asks for nothing yet. */
  open(operation: OpaqueStream, input: unknown): StreamWatch;
}
