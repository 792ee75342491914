import { Failure, isFailure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import type { CircuitBreaker, Pipeline } from '@holdfast/core/policies';
import { pipeline, timeout } from '@holdfast/core/policies';
import type { Platform } from '@holdfast/core/parts';
import { toServerFailure } from '../naming/to-server-failure.ts';
import type { RelayedEvent } from './relay-event.ts';
import type { RelaySink, RelayVerdict } from './relay-sink.ts';

/** The result of a batch: a verdict for each event, or the milliseconds for which the relay leaves the sink alone. */
export type BatchOutcome =
  { readonly verdicts: readonly RelayVerdict[] } | { readonly refusedForMs: number | undefined };

export type SendBatch = (
  events: readonly RelayedEvent[],
  signal: AbortSignal,
) => Promise<BatchOutcome>;

/** Sends batches to a sink within a time limit, and leaves the sink alone while its circuit is open. */
export function createSendBatch(
  sink: RelaySink,
  breaker: CircuitBreaker,
  timeoutMs: number,
  platform: Pick<Platform, 'now' | 'monotonic' | 'random' | 'schedule'>,
): SendBatch {
  const guard: Pipeline = pipeline(
    { platform, toFailure: toServerFailure },
    breaker,
    timeout({ ms: timeoutMs }),
  );
  return async (events, signal) => {
    // Stays empty until the sink has answered.
    let verdicts: readonly RelayVerdict[] = [];
    let wasCalled = false;
    try {
      await guard(
        async (attempt) => {
          wasCalled = true;
          const given: unknown = await sink.send(events, { signal: attempt.signal });
          verdicts = events.map((_, index) => verdictOf(given, index));
          // The circuit counts a batch as failed when no event of it arrived.
          const failed = verdicts.find(({ outcome }) => outcome === 'retry');
          const isFailed = verdicts.every(({ outcome }) => outcome === 'retry');
          if (isFailed && failed?.outcome === 'retry') throw failed.failure;
        },
        { signal, name: `relay.${sink.name}` },
      );
    } catch (error) {
      const failure = toServerFailure(error);
      if (!wasCalled && isFailure(failure) && failure.code.startsWith('CIRCUIT_')) {
        return { refusedForMs: failure.retryAfterMs };
      }
      if (verdicts.length === 0) {
        verdicts = events.map(() => ({ outcome: 'retry', failure, ...waitOf(failure) }));
      }
    }
    return { verdicts };
  };
}

function waitOf({ retryAfterMs }: Failure): { readonly afterMs?: number } {
  return retryAfterMs === undefined ? {} : { afterMs: retryAfterMs };
}

const OUTCOMES: ReadonlySet<unknown> = new Set(['done', 'retry', 'dead', 'blocked']);

/** Checks a verdict, because the sink may be code of the app. A missing or wrong verdict is a failure of the sink. */
function verdictOf(given: unknown, index: number): RelayVerdict {
  const verdict: unknown = Array.isArray(given) ? given[index] : undefined;
  const { outcome, failure } = (verdict ?? {}) as Partial<Record<'outcome' | 'failure', unknown>>;
  if (outcome === 'done') return { outcome };
  if (OUTCOMES.has(outcome) && isFailure(failure)) return verdict as RelayVerdict;
  const remedy =
    'A sink of the relay gave no verdict for an event: `send` resolves with one for each.';
  return { outcome: 'retry', failure: new Failure(catalogue.DEFECT, { details: { remedy } }) };
}
