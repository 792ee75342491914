import {
  toTransportRequest,
  type TransportRequest,
} from '../../exchange/request/request-description.ts';
import { Failure } from '../../failures/failure.ts';
import { INPUT_INVALID } from '../../failures/kinds/contract.ts';
import { appFailure } from '../../runtime/app-failure.ts';
import { atOnce } from '../../runtime/at-once.ts';
import type { Runtime } from '../../runtime/holdfast-options.ts';
import type { Run } from '../../runtime/run.ts';
import { parseWith, requireSchema } from '../../schema/parse-with.ts';
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
  { baseUrl }: Pick<Runtime, 'baseUrl'>,
  operation: OpaqueStream,
  input: unknown,
  run: Run,
): Promise<DescribedStream> {
  try {
    requireSchema(operation.event);
    const parsed = await parseWith(operation.input, input);
    if (!parsed.ok) {
      throw new Failure(INPUT_INVALID, { ...run, details: { issues: parsed.issues } });
    }
    const { value } = parsed;
    return { value, request: toTransportRequest(atOnce(operation.request(value)), baseUrl) };
  } catch (error) {
    throw appFailure(error, run);
  }
}
