import { Failure, isFailure, withContext } from '../failures/failure.ts';
import { UNKNOWN } from '../failures/kinds/runtime.ts';
import { webPlatform } from '../platform/web-platform.ts';
import { Attempt } from './attempt.ts';
import type { CallOptions } from './call-options.ts';
import { checkComposition } from '#composition';
import type { Execute, Work } from './execute.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { Policy } from './policy.ts';

/**
 * Runs work under the policies of a pipeline. It resolves with what the work came to and rejects with
 * nothing but a `Failure`: the work's own, with what was foreign named, or a policy's.
 */
export interface Pipeline {
  <T>(work: Work<T>, options?: CallOptions): Promise<T>;
  /** What it was made of, outermost first. See `explainPipeline`. */
  readonly policies: readonly Policy[];
}

const NO_OPTIONS: CallOptions = {};

/**
 * Makes one function of several policies, the first outermost:
 *
 *     pipeline(deadline({ totalMs: 30_000 }), retry(), breaker, timeout({ ms: 8_000 }), bulkhead)
 *
 * Each call costs one record and one step of a promise, however many policies there are. Compositions
 * that cannot do what they say are refused here with `PIPELINE_INVALID`, whose `details.remedy` tells
 * the way out; production builds trust what was developed. An order is never corrected silently.
 */
export function pipeline(...policies: readonly Policy[]): Pipeline;
export function pipeline(options: PipelineOptions, ...policies: readonly Policy[]): Pipeline;
export function pipeline(...parts: readonly (PipelineOptions | Policy)[]): Pipeline {
  const policies = parts.filter((part) => 'kind' in part);
  checkComposition(policies);
  const given = policies[0] === parts[0] ? {} : (parts[0] as PipelineOptions);
  return Object.assign(compile(policies, given), { policies });
}

function compile(policies: readonly Policy[], given: PipelineOptions): Execute {
  const wrapper = policies.find((policy) => policy.compile);
  if (wrapper?.compile) return wrapper.compile(policies, given, compile);
  const {
    name = 'pipeline',
    platform = webPlatform,
    sink,
    toFailure = (cause) => new Failure(UNKNOWN, { cause }),
  } = given;
  const interruptible = policies.some(({ limitMs }) => limitMs);
  const hooks = policies.map(({ bind }) => bind?.(platform) ?? {});
  const around = hooks.find(({ open }) => open);
  const again = hooks.find(({ retryDelayMs }) => retryDelayMs);

  /** Begins an attempt, or goes on with it where it had to wait. */
  function begin<T>(attempt: Attempt, work: Work<T>): Promise<T> {
    try {
      if (sink) {
        attempt.nowMs = platform.monotonic();
        attempt.startedMs ||= attempt.nowMs;
      }
      if (attempt.call.over) throw attempt.call.over;
      while (attempt.entered < hooks.length) {
        const wait = hooks[attempt.entered]?.enter?.(attempt);
        if (wait) return goOn(wait, attempt, work);
        attempt.entered += 1;
      }
      if (attempt.ended) throw attempt.ended;
      attempt.started = true;
      const end = work(attempt);
      return finish(
        interruptible || attempt.options.signal ? race(end, attempt) : end,
        attempt,
        work,
      );
    } catch (thrown) {
      return fail(thrown, attempt, work);
    }
  }

  // Apart from `begin`, which would pay for their closures even when it does not need them.
  const goOn = <T>(wait: Promise<void>, attempt: Attempt, work: Work<T>): Promise<T> =>
    wait.then(
      () => {
        attempt.entered += 1;
        return begin(attempt, work);
      },
      (thrown) => fail(thrown, attempt, work),
    );
  const finish = <T>(end: T | PromiseLike<T>, attempt: Attempt, work: Work<T>): Promise<T> =>
    Promise.resolve(end).then(
      (value) => {
        settle(attempt);
        return value;
      },
      (thrown) => fail(thrown, attempt, work),
    );

  /** Names what ended an attempt, once, ties it to the call's trouble, and may begin another. */
  function fail<T>(thrown: unknown, attempt: Attempt, work: Work<T>): Promise<T> {
    const { call } = attempt;
    const failure = tie(isFailure(thrown) ? thrown : toFailure(thrown), attempt);
    const delayMs = settle(attempt, failure);
    if (delayMs === undefined) return Promise.reject(failure);
    call.delayMs = delayMs;
    return attempt
      .wait((done) => platform.schedule(delayMs, done))
      .then(() => begin(new Attempt(call.options, call), work));
  }

  /** Ends the caller's side of an attempt; gives the milliseconds until the next, if there is to be one. */
  function settle(attempt: Attempt, failure?: Failure): number | undefined {
    const { call, outlived, giveBack, options, startedMs } = attempt;
    while (attempt.entered) {
      attempt.entered -= 1;
      hooks[attempt.entered]?.leave?.(attempt, failure, !attempt.started || !!call.over);
    }
    if (outlived && giveBack) outlived.then(giveBack, giveBack);
    else giveBack?.();
    const delayMs = failure && !call.over ? again?.retryDelayMs?.(failure, attempt) : undefined;
    if (sink) {
      try {
        sink({
          type: 'attempt.settled',
          at: platform.now(),
          name: options.name ?? name,
          incidentId: call.id,
          attempt: attempt.attempt,
          durationMs: platform.monotonic() - startedMs,
          failure: failure?.toJSON(),
          delayMs,
        });
      } catch {
        // Telemetry must never break what it watches.
      }
    }
    return delayMs;
  }

  return (work, callOptions = NO_OPTIONS) => {
    const { signal } = callOptions;
    const call = new Attempt(callOptions);
    if (!signal && !around) return begin(call, work);
    signal?.addEventListener('abort', call);
    if (signal?.aborted) call.handleEvent();
    around?.open?.(call);
    return begin(call, work).finally(() => {
      around?.close?.(call);
      signal?.removeEventListener('abort', call);
    });
  };
}

/** The same failure as one of its call: with the call's incident, and all attempts counted. */
function tie(failure: Failure, attempt: Attempt): Failure {
  const { call } = attempt;
  const incidentId = (call.id ??= failure.incidentId);
  const attempts = Math.max(attempt.attempt, failure.attempts);
  call.uncertain ||= failure.effect !== 'none';
  return (call.last = attempt.ended =
    failure.incidentId === incidentId && failure.attempts === attempts
      ? failure
      : withContext(failure, { incidentId, attempts }));
}

/** Ends with the work, or with an interruption: then the work's own end is nobody's. */
const race = <T>(result: T | PromiseLike<T>, attempt: Attempt): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = Promise.resolve(result);
    end.then(resolve, reject);
    attempt.call.wake = (failure) => {
      attempt.outlived = end;
      reject(failure);
    };
    // The work itself may have ended the attempt before there was anything to wake.
    if (attempt.ended) attempt.call.wake(attempt.ended);
  });
