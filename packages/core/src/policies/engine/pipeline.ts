import type { RetryAdvice } from '../../failures/failure-kind.ts';
import { Failure, isFailure, withContext } from '../../failures/failure.ts';
import { UNKNOWN } from '../../failures/kinds/runtime.ts';
import { surface } from '../../observable/web-surface.ts';
import { webClock } from '../../platform/web-clock.ts';
import { Attempt } from './attempt.ts';
import { requireOptions } from '#options';
import { adviseBlocking, adviseUnnamed, checkComposition } from '#composition';
import type { CallOptions } from './call-options.ts';
import type { Pipeline, Work } from './execute.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { Policy } from './policy.ts';

/**
 * Puts several policies around work, as one function; the first is outermost:
 *
 *     pipeline(deadline({ totalMs: 30_000 }), retry(), breaker, timeout({ ms: 8_000 }), bulkhead)
 *
 * Throws `PIPELINE_INVALID` for a composition that cannot work; `details.remedy` says what to do instead. A
 * production build does not check. `pipeline` never changes the order of policies. Each call costs one record and
 * one step of a promise, however many policies there are.
 */
export function pipeline(...policies: readonly Policy[]): Pipeline;
export function pipeline(options: PipelineOptions, ...policies: readonly Policy[]): Pipeline;
export function pipeline(
  first: PipelineOptions | Policy = {},
  ...rest: readonly Policy[]
): Pipeline {
  if (typeof first === 'function') return pipeline({}, first, ...rest);
  requireOptions('pipeline', first, {
    platform: 'an object with now, monotonic, random, schedule?',
    toFailure: 'a function?',
    calls: 'one of reads, keyed writes, writes?',
  });
  requireOptions('pipeline', { policies: rest }, { policies: 'a list of functions' });

  const compiled = compile(rest, first);
  const run: Pipeline =
    first.calls === 'reads'
      ? (work, call) => compiled(work, { ...call, effect: call?.effect ?? 'none' })
      : compiled;
  checkComposition(run, rest);
  return run;
}

function compile(policies: readonly Policy[], options: PipelineOptions): Pipeline {
  for (const { compile: wrap } of policies) if (wrap) return wrap(policies, options, compile);
  const { platform = webClock, toFailure = unnamed } = options;
  const hooks = policies.map((policy) => policy(platform));

  /**
   * Takes the attempt through the policies and calls the work. After a wait it goes on behind the policy that made
   * the attempt wait.
   */
  function begin(attempt: Attempt): unknown {
    try {
      for (; attempt.entered < hooks.length && !attempt.ended; attempt.entered += 1) {
        const wait = hooks[attempt.entered]!.enter?.(attempt);
        if (wait) return goOn(attempt, wait);
      }
      if (attempt.ended) throw attempt.ended;
      attempt.started = true;
      const end = attempt.call.work(attempt);
      adviseBlocking(hooks, attempt, end, platform);
      return finish(attempt, end);
    } catch (thrown) {
      return fail(attempt, thrown);
    }
  }

  // These stand outside of `begin`, because every call of `begin` would pay for their closures.
  const goOn = (attempt: Attempt, wait: Promise<void>): unknown =>
    follow(attempt, wait, () => {
      attempt.entered += 1;
      return begin(attempt);
    });
  const finish = (attempt: Attempt, end: unknown): unknown =>
    follow(
      attempt,
      attempt.call.interruptible ? race(attempt, end) : Promise.resolve(end),
      (value) => settle(attempt, undefined, value),
    );
  const follow = <T>(attempt: Attempt, end: Promise<T>, onEnd: (value: T) => unknown): unknown =>
    end.then(onEnd, (thrown) => fail(attempt, thrown));

  function fail(attempt: Attempt, thrown: unknown): unknown {
    let failure = thrown;
    adviseUnnamed(hooks, toFailure === unnamed, thrown);
    try {
      if (!isFailure(failure)) failure = toFailure(thrown);
    } catch (error) {
      surface(error);
    }
    // A function of the app threw, or gave something else. The policies must hear of the end even then.
    if (!isFailure(failure)) failure = new Failure(UNKNOWN, { cause: thrown, retry: 'later' });
    return settle(attempt, tie(attempt, failure as Failure));
  }

  /** Tells the policies how an attempt ended, and ends the call unless a policy wants another attempt. */
  function settle(attempt: Attempt, failure: Failure | undefined, value?: unknown): unknown {
    const { call } = attempt;
    let again: Promise<void> | undefined;
    while (attempt.entered && !again) {
      attempt.entered -= 1;
      try {
        again = hooks[attempt.entered]!.leave?.(attempt, failure) as typeof again;
      } catch (error) {
        // A function of the app (a backoff, an order or a rule) threw. The call ends as if it had no such function.
        surface(error);
      }
    }
    // The next attempt begins inside of the policy that wants it.
    if (again)
      return follow(attempt, again, () => begin(new Attempt(call.options, call.work, call)));
    call.options.signal?.removeEventListener('abort', call);
    return failure ? Promise.reject(failure) : value;
  }

  return <T>(work: Work<T>, callOptions: CallOptions = {}) => {
    const { signal } = callOptions;
    const call = new Attempt(callOptions, work);
    if (signal) {
      call.interruptible = true;
      signal.addEventListener('abort', call);
      if (signal.aborted) call.handleEvent();
    }
    return begin(call) as Promise<T>;
  };
}

// An error of the code itself. The network's own TypeErrors name a fetch or a network, begin with "error" or end in
// "failed" or "terminated"; WebKit writes them in the language of the device, and without a stack.
const MISTAKE = /^(Type|Range|Syntax|Reference)Error: (?!.*(etch|etwork|rror |[lt]ed$))/;

/** An error that is no failure counts as one that another attempt may not meet, unless it is a mistake in the code. */
const unnamed = (cause: unknown): Failure => {
  let retry: RetryAdvice = 'later';
  try {
    // The engine writes the text of a stack only when it is read, which takes long.
    if (MISTAKE.test(cause as string) && (cause as Error).stack) retry = 'never';
  } catch {
    // A symbol, an object without a prototype and a revoked proxy have no text.
  }
  return new Failure(UNKNOWN, { cause, retry });
};

/**
 * The failure with the facts of its whole call: its incident, the count of its attempts, and their effect together.
 */
function tie(attempt: Attempt, failure: Failure): Failure {
  const { call } = attempt;
  const incidentId = (call.id ??= failure.incidentId);
  const attempts = Math.max(attempt.attempt, failure.attempts);
  call.uncertain ||= failure.effect !== 'none' && call.options.effect !== 'none';
  // An earlier attempt may have had an effect, even if this one had none.
  const effect = call.uncertain && failure.effect === 'none' ? 'unknown' : failure.effect;
  return (call.last = attempt.ended =
    failure.incidentId === incidentId && failure.attempts === attempts && failure.effect === effect
      ? failure
      : withContext(failure, { incidentId, attempts, effect }));
}

/** Settles with the work, or earlier with an interruption; the later end of the work is then ignored. */
const race = (attempt: Attempt, result: unknown): Promise<unknown> =>
  attempt.wait((resolve, reject) => {
    const end = Promise.resolve(result);
    end.then(resolve, reject);
    return () => {
      attempt.outlived = end;
    };
  });
