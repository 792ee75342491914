import type { OpaqueStream } from '../operations/operation.ts';
import type { StreamOutcome } from '../operations/outcome.ts';
import type { RunOptions } from '../runtime/run.ts';
import type { StreamWatch } from '../streams/stream-watch.ts';

/** What follows streams for a runtime. `createStreams` of `@holdfast/http/streams` makes one. */
export interface StreamPort {
  /** The stream of an operation and an input: the same two give the same stream. Asks for nothing yet. */
  open(operation: OpaqueStream, input: unknown): StreamWatch;
  /**
   * Follows a stream to where it settles, and never rejects. An author of a port gives `runStream`. It comes with
   * the port, so that an app without streams does not ship it.
   */
  run(
    operation: OpaqueStream,
    input: unknown,
    options: RunOptions,
  ): Promise<StreamOutcome<unknown>>;
}
