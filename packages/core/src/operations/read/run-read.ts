import { appFailure } from '../../runtime/app-failure.ts';
import { checkAnswer } from '../../runtime/check-answer.ts';
import type { Failure } from '../../failures/failure.ts';
import type { OpaqueRead } from '../operation.ts';
import type { ReadOutcome } from '../outcome.ts';
import type { KeptRead } from '../../ports/read-cache-port.ts';
import { surface } from '../../observable/web-surface.ts';
import { requestOf } from '../../runtime/describe-request.ts';
import { payFor } from '../../runtime/pay-for.ts';
import type { Run } from '../../runtime/run.ts';
import type { Runtime } from '../../runtime/holdfast-options.ts';
import { send } from '../../runtime/send.ts';

/**
 * Takes a read down its ladder: live, stale, fallback, failed. Never rejects.
 *
 * @param kept what the cache does for this run
 */
export async function runRead(
  runtime: Runtime,
  operation: OpaqueRead,
  input: unknown,
  run: Run,
  kept: KeptRead | undefined,
): Promise<ReadOutcome<unknown>> {
  const { name, expectation, output, fallback } = operation;

  try {
    const sending = {
      ...{ name, expectation, run, effect: 'none' as const, guard: runtime.reads },
      request: requestOf(operation, input, runtime),
    };
    const answer = await payFor(runtime, operation, input, run, (bill) =>
      send(runtime, { ...sending, bill }),
    );
    const value = await checkAnswer(output, answer, run, 'none');
    void kept?.keep(answer);
    return { kind: 'live', value };
  } catch (error) {
    // A read changes nothing on the server, even when it or the app's own code around it failed.
    const failure = appFailure(error, run, runtime.toFailure);
    return (await kept?.stale(failure)) ?? (await fallBack(failure)) ?? { kind: 'failed', failure };
  }

  async function fallBack(failure: Failure): Promise<ReadOutcome<unknown> | undefined> {
    try {
      return fallback && { kind: 'fallback', value: await fallback(failure, input), failure };
    } catch (error) {
      surface(error);
      return undefined;
    }
  }
}
