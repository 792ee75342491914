import { toTransportRequest } from '../exchange/request-description.ts';
import { toFailure } from '../failures/to-failure.ts';
import type { OpaqueWrite } from '../operations/operation.ts';
import type { WriteOutcome } from '../operations/outcome.ts';
import { atOnce } from './at-once.ts';
import { appFailure } from './app-failure.ts';
import { checkAnswer } from './check-answer.ts';
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
  let isSending = false;
  try {
    const sending = {
      ...{ name, expectation, effect: 'unknown' as const, guard: runtime.writes },
      request: toTransportRequest(atOnce(request(input)), runtime.baseUrl),
      run: honoursKey ? run : { ...run, key: undefined },
    };
    const answer = await payFor(runtime, operation, input, run, (bill) => {
      isSending = true;
      return send(runtime, { ...sending, bill });
    });
    return { kind: 'live', value: await checkAnswer(output, answer, run) };
  } catch (error) {
    const failure = isSending ? toFailure(error, run) : appFailure(error, run);
    return { kind: 'failed', failure };
  }
}
