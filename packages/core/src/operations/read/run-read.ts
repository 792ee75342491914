import { appFailure } from '../../runtime/app-failure.ts';
import { checkAnswer } from '../../runtime/check-answer.ts';
import type { Failure } from '../../failures/failure.ts';
import { isRefusal } from '../is-refusal.ts';
import type { OpaqueRead } from '../operation.ts';
import type { ReadOutcome } from '../outcome.ts';
import { surface } from '../../observable/web-surface.ts';
import { parseWith } from '../../schema/parse-with.ts';
import { requestOf } from '../../runtime/describe-request.ts';
import { payFor } from '../../runtime/pay-for.ts';
import type { Run } from '../../runtime/run.ts';
import type { Runtime } from '../../runtime/holdfast-options.ts';
import { send } from '../../runtime/send.ts';

/**
 * Walks a read down its ladder: live, stale, fallback, failed. Never rejects.
 *
 * @param key under which the cache keeps its answer
 */
export async function runRead(
  runtime: Runtime,
  operation: OpaqueRead,
  input: unknown,
  run: Run,
  key: string | undefined,
): Promise<ReadOutcome<unknown>> {
  const { name, expectation, output, staleIfErrorMs, fallback } = operation;
  const { cache, platform } = runtime;
  const owner = run.owner ?? '';

  try {
    const sending = {
      ...{ name, expectation, run, effect: 'none' as const, guard: runtime.reads },
      request: requestOf(operation, input, runtime),
    };
    const answer = await payFor(runtime, operation, input, run, (bill) =>
      send(runtime, { ...sending, bill }),
    );
    const value = await checkAnswer(output, answer, run, 'none');
    void keep(answer);
    return { kind: 'live', value };
  } catch (error) {
    // A read changes nothing, also when it or the app's own code around it failed.
    const failure = appFailure(error, run, runtime.toFailure);
    return (await stale(failure)) ?? (await fallBack(failure)) ?? { kind: 'failed', failure };
  }

  async function keep(answer: unknown): Promise<void> {
    if (staleIfErrorMs === undefined || !cache || key === undefined) return;
    // A store that was closed would open again, and stay open.
    if (runtime.isDisposed()) return;
    try {
      // The answer belongs to the user who was signed in when the read was sent. If another user signed in
      // since, keep nothing.
      if (owner !== (runtime.identity.getSnapshot()?.subject ?? '')) return;
      await cache.put(owner, key, { value: answer, storedAt: platform.now() });
    } catch {
      // A cache that cannot keep is no reason to fail a read that worked.
    }
  }

  async function stale(failure: Failure): Promise<ReadOutcome<unknown> | undefined> {
    if (staleIfErrorMs === undefined || !cache || key === undefined) return undefined;
    // A user that the server refuses must not see the kept answer.
    if (isRefusal(failure)) return undefined;
    try {
      const kept = await cache.get(owner, key);
      if (!kept) return undefined;
      const now = platform.now();
      // A clock that was set back must not make an answer come from the future.
      const at = Math.min(kept.storedAt, now);
      const parsed = await parseWith(output, kept.value);
      if (now - at > staleIfErrorMs || !parsed.ok) return undefined;
      return { kind: 'stale', value: parsed.value, at, failure };
    } catch {
      // A cached answer that cannot be read or checked counts as missing.
      return undefined;
    }
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
