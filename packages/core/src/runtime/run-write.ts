import { toTransportRequest } from '../exchange/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { RESPONSE_INVALID } from '../failures/kinds/contract.ts';
import { toFailure } from '../failures/to-failure.ts';
import type { OpaqueWrite } from '../operations/operation.ts';
import type { WriteOutcome } from '../operations/outcome.ts';
import { uuidV7 } from '../platform/uuid-v7.ts';
import { parseWith } from '../schema/parse-with.ts';
import type { Run, Runtime } from './runtime.ts';
import { send } from './send.ts';

/** Sends a write that is not queued: live, or failed. Never rejects. */
export async function runWrite(
  runtime: Runtime,
  operation: OpaqueWrite,
  input: unknown,
  run: Run,
): Promise<WriteOutcome<unknown, 'fail'>> {
  const { name, request, expectation, output, honoursKey } = operation;
  try {
    const key = run.key ?? (honoursKey ? uuidV7(runtime.platform) : undefined);
    const answer = await send(runtime, {
      name,
      request: toTransportRequest(request(input), runtime.baseUrl),
      expectation,
      guard: runtime.writes,
      effect: 'unknown',
      run: key === undefined ? run : { ...run, key },
    });
    const parsed = await parseWith(output, answer);
    if (!parsed.ok) {
      throw new Failure(RESPONSE_INVALID, { details: { issues: parsed.issues }, ...run });
    }
    return { kind: 'live', value: parsed.value };
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, run) };
  }
}
