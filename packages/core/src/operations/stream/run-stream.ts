import { toFailure } from '../../failures/naming/to-failure.ts';
import type { OpaqueStream } from '../operation.ts';
import type { StreamOutcome } from '../outcome.ts';
import type { StreamPort } from '../../ports/stream-port.ts';
import type { StreamWatch } from '../../streams/stream-watch.ts';
import { appFailure } from '../../runtime/app-failure.ts';
import { readKey } from '../read/read-key.ts';
import type { RunOptions } from '../../runtime/run.ts';

/** Follows a stream to where it settles. Never rejects. */
export async function runStream(
  streams: Pick<StreamPort, 'open'>,
  operation: OpaqueStream,
  input: unknown,
  options: RunOptions,
): Promise<StreamOutcome<unknown>> {
  let isAsked = false;
  try {
    // The same input means the same stream, so an input that cannot be compared begins none.
    readKey(operation.name, input);
    const stream = streams.open(operation, input);
    isAsked = true;
    const outcome = await stream.resume(options);
    if (outcome.kind === 'live') await forget(stream);
    return outcome;
  } catch (error) {
    return { kind: 'failed', failure: isAsked ? toFailure(error) : appFailure(error, {}) };
  }
}

async function forget(stream: StreamWatch): Promise<void> {
  try {
    await stream.forget();
  } catch {
    // The caller has the text now. A copy that cannot be removed only takes space.
  }
}
