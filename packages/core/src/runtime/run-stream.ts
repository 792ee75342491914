import { Failure } from '../failures/failure.ts';
import { DEFECT } from '../failures/kinds/runtime.ts';
import type { OpaqueStream } from '../operations/operation.ts';
import type { StreamOutcome } from '../operations/outcome.ts';
import type { StreamPort } from '../ports/stream-port.ts';
import type { RunOptions } from './run.ts';

/** Follows a stream to where it settles. Never rejects. */
export async function runStream(
  streams: StreamPort | undefined,
  operation: OpaqueStream,
  input: unknown,
  options: RunOptions,
): Promise<StreamOutcome<unknown>> {
  if (!streams) return { kind: 'failed', failure: new Failure(DEFECT, { effect: 'none' }) };
  const stream = streams.open(operation, input);
  const outcome = await stream.resume(options);
  // The caller has it now; what cannot be removed is only kept for nothing.
  if (outcome.kind === 'live') await stream.forget().catch(() => {});
  return outcome;
}
