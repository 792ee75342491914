import type { OpaqueStream } from '../operations/operation.ts';
import type { StreamOutcome } from '../operations/outcome.ts';
import type { RunOptions } from '../runtime/run.ts';
import type { StreamWatch } from '../streams/stream-watch.ts';

/** Reads streams for a runtime. `createStreams` of `@holdfast/http/streams` makes one. */
export interface StreamPort {
  /**
   * The stream of an operation and an input: the same two give the same stream. Sends nothing yet. Throws
   * `INPUT_INVALID` for an input that cannot be compared.
   */
  open(operation: OpaqueStream, input: unknown): StreamWatch;
  /**
   * Follows a stream until it settles, for `holdfast.run`. The device then drops a text that came whole. Never
   * rejects.
   */
  run(
    operation: OpaqueStream,
    input: unknown,
    options: RunOptions,
  ): Promise<StreamOutcome<unknown>>;
}
