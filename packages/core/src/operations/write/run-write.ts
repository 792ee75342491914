import { asFailure } from '../../failures/naming/as-failure.ts';
import type { OpaqueWrite } from '../operation.ts';
import type { WriteOutcome } from '../outcome.ts';
import { appFailure } from '../../runtime/app-failure.ts';
import { checkAnswer } from '../../runtime/check-answer.ts';
import { requestOf } from '../../runtime/describe-request.ts';
import { payFor } from '../../runtime/pay-for.ts';
import type { Run } from '../../runtime/run.ts';
import type { Runtime } from '../../runtime/holdfast-options.ts';
import { send } from '../../runtime/send.ts';

/** Sends a write that is not queued: live, or failed. Never rejects. */
export async function runWrite(
  runtime: Runtime,
  operation: OpaqueWrite,
  input: unknown,
  run: Run,
): Promise<WriteOutcome<unknown, 'fail'>> {
  const { name, expectation, output, honoursKey } = operation;
  let isSending = false;
  try {
    const sending = {
      ...{ name, expectation, effect: 'unknown' as const, guard: runtime.writes },
      request: requestOf(operation, input, runtime),
      run: honoursKey ? run : { ...run, key: undefined },
    };
    const answer = await payFor(runtime, operation, input, run, (bill) => {
      isSending = true;
      return send(runtime, { ...sending, bill });
    });
    return { kind: 'live', value: await checkAnswer(output, answer, run) };
  } catch (error) {
    const failure = isSending
      ? (runtime.toFailure ?? asFailure)(error, run)
      : appFailure(error, run, runtime.toFailure);
    return { kind: 'failed', failure };
  }
}
