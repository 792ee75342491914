import { adviseHedge, describePolicy, refuseUnless, requirePositive } from '#composition';
import { Failure } from '../../failures/failure.ts';
import { ABORTED } from '../../failures/kinds/network.ts';
import type { Clock } from '../../platform/platform.ts';
import { webClock } from '../../platform/web-clock.ts';
import type { CallOptions } from '../engine/call-options.ts';
import type { Pipeline, Work } from '../engine/execute.ts';
import type { Policy } from '../engine/policy.ts';
import type { RetryBudget } from '../retry/create-retry-budget.ts';
import { wrapping } from '../engine/wrapping.ts';

export interface HedgeOptions {
  /**
   * Milliseconds without an answer after which the work is begun once more. A good value is the time within which
   * 95 % of all answers come.
   */
  readonly afterMs: number;
  /** How often the work is begun at most, including the first time. @default 2 */
  readonly maxAttempts?: number;
  /** Pays for each attempt after the first. Share it with `retry`. */
  readonly budget: RetryBudget;
}

/**
 * Begins slow work a second time beside the first and takes the answer that comes first. It aborts the other attempts.
 * They are no evidence for a circuit breaker inside, and their results are dropped.
 *
 * Only work that may be done twice is hedged: calls with `effect: 'none'` or a key. All others pass through,
 * and development warns once. When all begun work has failed, the call fails with the last failure. A failure
 * does not begin more work: use `retry` for that.
 */
export function hedge({ afterMs, maxAttempts = 2, budget }: HedgeOptions): Policy {
  requirePositive('hedge', { afterMs, maxAttempts, budget });
  refuseUnless(budget !== undefined, 'Give hedge a retry budget.');
  const policy: Policy = wrapping((inner, outer, { platform = webClock, calls }) => {
    refuseUnless(
      calls !== 'writes',
      'Give each write a key (calls: "keyed writes"), or leave the hedge out: it sends twice.',
    );
    const earns = outer.every((other) => other.budget !== budget);
    return (work, call = {}) => {
      // The policies inside end a call that is aborted already, before any work begins.
      if (call.signal?.aborted) return inner(work, call);
      if (earns) budget.earn(platform);
      if (call.effect === 'none' || call.key !== undefined)
        return race(inner, work, call, { afterMs, maxAttempts, budget, platform });
      adviseHedge(policy);
      return inner(work, call);
    };
  });
  describePolicy(policy, {
    kind: 'hedge',
    does: 'begins slow work once more beside the first',
    refuses:
      'It does not when the work may change something and the call has no key, or when the budget is empty.',
    place: 3,
    before: 'Each of its attempts then passes what comes after it.',
    once: 'Two multiply their attempts.',
    rules: { afterMs, maxAttempts, budget },
  });
  return policy;
}

function race<T>(
  inner: Pipeline,
  work: Work<T>,
  call: CallOptions,
  rules: Required<HedgeOptions> & { readonly platform: Clock },
): Promise<T> {
  const { afterMs, maxAttempts, budget, platform } = rules;
  const { signal } = call;
  const running = new Set<AbortController>();
  let begun = 0;
  let cancel: (() => void) | undefined;

  return new Promise<T>((resolve, reject) => {
    const end = (reason: unknown): void => {
      cancel?.();
      signal?.removeEventListener('abort', onAbort);
      for (const other of running) other.abort(reason);
    };
    const onAbort = (): void => end(signal?.reason);

    function begin(): void {
      const controller = new AbortController();
      running.add(controller);
      begun += 1;
      cancel = begun < maxAttempts ? platform.schedule(afterMs, beginAnother) : undefined;
      const isExtra = begun > 1;
      let isStarted = false;
      const noted: Work<T> = (context) => {
        isStarted = true;
        return work(context);
      };
      inner(noted, { ...call, signal: controller.signal }).then(
        (value) => {
          running.delete(controller);
          end(new Failure(ABORTED));
          return resolve(value);
        },
        (failure: unknown) => {
          running.delete(controller);
          if (isExtra && !isStarted) budget.refund?.();
          if (running.size > 0) return;
          end(undefined);
          // oxlint-disable-next-line prefer-promise-reject-errors -- a pipeline rejects with a Failure
          reject(failure);
        },
      );
    }

    function beginAnother(): void {
      cancel = undefined;
      if (budget.spend(platform)) begin();
    }

    signal?.addEventListener('abort', onAbort);
    begin();
  });
}
