import { toTransportRequest } from '../exchange/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { RESPONSE_INVALID } from '../failures/kinds/contract.ts';
import { toFailure } from '../failures/to-failure.ts';
import type { OpaqueWrite } from '../operations/operation.ts';
import type { WriteOutcome } from '../operations/outcome.ts';
import { parseWith } from '../schema/parse-with.ts';
import { payFor } from './pay-for.ts';
import type { Run } from './run.ts';
import type { Runtime } from './holdfast-options.ts';
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
    const sending = {
      ...{ name, expectation, effect: 'unknown' as const, guard: runtime.writes },
      request: toTransportRequest(request(input), runtime.baseUrl),
      run: honoursKey ? run : { ...run, key: undefined },
    };
    const answer = await payFor(runtime, operation, input, run, (bill) =>
      send(runtime, { ...sending, bill }),
    );
    const parsed = await parseWith(output, answer);
    if (!parsed.ok) {
      throw new Failure(RESPONSE_INVALID, { details: { issues: parsed.issues }, ...run });
    }
    return { kind: 'live', value: parsed.value };
  } catch (error) {
    return { kind: 'failed', failure: toFailure(error, run) };
  }
}
