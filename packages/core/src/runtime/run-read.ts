import { toTransportRequest } from '../exchange/request-description.ts';
import { Failure } from '../failures/failure.ts';
import { RESPONSE_INVALID } from '../failures/kinds/contract.ts';
import { toFailure } from '../failures/to-failure.ts';
import { isRefusal } from '../operations/is-refusal.ts';
import type { OpaqueRead } from '../operations/operation.ts';
import type { ReadOutcome } from '../operations/outcome.ts';
import { parseWith } from '../schema/parse-with.ts';
import { payFor } from './pay-for.ts';
import { readKey } from './read-key.ts';
import type { Run } from './run.ts';
import type { Runtime } from './holdfast-options.ts';
import { send } from './send.ts';

/** Walks a read down its ladder: live, stale, fallback, failed. Never rejects. */
export async function runRead(
  runtime: Runtime,
  operation: OpaqueRead,
  input: unknown,
  run: Run,
): Promise<ReadOutcome<unknown>> {
  const { name, expectation, output, staleIfErrorMs, fallback, request } = operation;
  const { cache, platform } = runtime;
  const owner = run.subject ?? '';
  const key = readKey(name, input);

  try {
    const sending = {
      ...{ name, expectation, run, effect: 'none' as const, guard: runtime.reads },
      request: toTransportRequest(request(input), runtime.baseUrl),
    };
    const answer = await payFor(runtime, operation, input, run, (bill) =>
      send(runtime, { ...sending, bill }),
    );
    const parsed = await parseWith(output, answer);
    if (!parsed.ok) {
      throw new Failure(RESPONSE_INVALID, {
        details: { issues: parsed.issues },
        effect: 'none',
        ...run,
      });
    }
    // Whose answer it is was decided when it was asked for; if somebody else signed in since, keep nothing.
    if (
      staleIfErrorMs !== undefined &&
      cache &&
      owner === (runtime.identity.getSnapshot()?.subject ?? '')
    ) {
      // A cache that cannot keep is no reason to fail a read that worked.
      cache.put(owner, key, { value: answer, storedAt: platform.now() }).catch(() => {});
    }
    return { kind: 'live', value: parsed.value };
  } catch (error) {
    const failure = toFailure(error, run);
    return (await stale(failure)) ?? fallBack(failure) ?? { kind: 'failed', failure };
  }

  async function stale(failure: Failure): Promise<ReadOutcome<unknown> | undefined> {
    // Who is refused must not be shown what is kept.
    if (staleIfErrorMs === undefined || !cache || isRefusal(failure)) return undefined;
    const kept = await cache.get(owner, key).catch(() => undefined);
    if (!kept) return undefined;
    const ageMs = Math.max(0, platform.now() - kept.storedAt);
    const parsed = await parseWith(output, kept.value);
    if (ageMs > staleIfErrorMs || !parsed.ok) return undefined;
    return { kind: 'stale', value: parsed.value, ageMs, failure };
  }

  function fallBack(failure: Failure): ReadOutcome<unknown> | undefined {
    return fallback && { kind: 'fallback', value: fallback(failure, input), failure };
  }
}
