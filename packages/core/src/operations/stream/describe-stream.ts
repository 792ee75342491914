import type { TransportRequest } from '../../exchange/request/request-description.ts';
import { appFailure } from '../../runtime/app-failure.ts';
import { parseInput, requestOf } from '../../runtime/describe-request.ts';
import type { Runtime } from '../../runtime/holdfast-options.ts';
import type { Run } from '../../runtime/run.ts';
import type { OpaqueStream } from '../operation.ts';

export interface DescribedStream {
  /** The output of the operation's `input` schema. */
  readonly value: unknown;
  readonly request: TransportRequest;
}

/**
 * Parses the input of a stream and makes the request that begins it. Rejects with `INPUT_INVALID`, or with the
 * named failure of an error that the app's own code threw. Nothing has happened on the server then.
 */
export async function describeStream(
  runtime: Pick<Runtime, 'baseUrl'>,
  operation: OpaqueStream,
  input: unknown,
  run: Run,
): Promise<DescribedStream> {
  try {
    const value = await parseInput(operation, operation.event, input, run);
    return { value, request: requestOf(operation, value, runtime) };
  } catch (error) {
    throw appFailure(error, run);
  }
}
