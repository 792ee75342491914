import type { Failure } from '../failures/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { webPlatform } from '../platform/web-platform.ts';
import { fanOut } from '../telemetry/fan-out.ts';
import type { TelemetrySink } from '../telemetry/telemetry-event.ts';
import { Attempt } from './attempt.ts';
import { Call } from './call.ts';
import type { CallDefaults, CallOptions } from './call.ts';
import { checkComposition } from './composition.ts';
import type { PolicyContext } from './policy-context.ts';
import type { AttemptHooks, Policy, Settlement } from './policy.ts';

export interface PipelineOptions {
  /** For telemetry and for the work. @default 'pipeline' */
  readonly name?: string;
  /** @default webPlatform */
  readonly platform?: Platform;
  /** Receives what the policies do; what it throws is ignored. @default none */
  readonly sink?: TelemetrySink | undefined;
}

/**
 * Runs work under the policies of a pipeline. It resolves with what the work came to and rejects with
 * nothing but a `Failure`: the work's own, with what was foreign named by `toFailure`, or a policy's.
 */
export type Pipeline = <T>(
  work: (context: PolicyContext) => T | PromiseLike<T>,
  options?: CallOptions,
) => Promise<T>;

const NO_OPTIONS: CallOptions = Object.freeze({});
const FULFILLED: Settlement = Object.freeze({ kind: 'fulfilled' });
const ABANDONED: Settlement = Object.freeze({ kind: 'abandoned' });

/**
 * Makes one function of several policies, the first outermost:
 *
 *     pipeline(deadline({ totalMs: 30_000 }), retry(), breaker, timeout({ ms: 8_000 }), bulkhead)
 *
 * Each call costs one async frame however many policies there are. Compositions that cannot do what
 * they say are refused here with `PIPELINE_INVALID`, whose `details.remedy` tells the way out. An order
 * is never corrected silently.
 */
export function pipeline(...policies: readonly Policy[]): Pipeline;
export function pipeline(options: PipelineOptions, ...policies: readonly Policy[]): Pipeline;
export function pipeline(...parts: readonly (PipelineOptions | Policy)[]): Pipeline {
  const policies = parts.filter(isPolicy);
  const { name = 'pipeline', platform = webPlatform, sink } = parts.find(isOptions) ?? {};
  checkComposition(policies);

  const defaults: CallDefaults = {
    name,
    platform,
    sink: sink && fanOut([sink]),
    interruptible: policies.some(({ limitMs }) => limitMs !== undefined),
  };
  const hooks = policies.map((policy) => policy.bind(platform));
  const callHooks = hooks.find(({ call }) => call)?.call;
  const attemptHooks = hooks.flatMap(({ attempt }) => attempt ?? []);
  const retryDelayMs = hooks.find((part) => part.retryDelayMs)?.retryDelayMs;

  return Object.freeze(async function execute<T>(
    work: (context: PolicyContext) => T | PromiseLike<T>,
    options: CallOptions = NO_OPTIONS,
  ): Promise<T> {
    const call = new Call(defaults, options);
    call.open();
    callHooks?.enter(call);
    try {
      for (;;) {
        if (call.over !== undefined) throw call.over;
        const attempt = new Attempt(call);
        let entered = 0;
        try {
          while (entered < attemptHooks.length) {
            const wait = attemptHooks[entered]?.enter(attempt);
            if (wait !== undefined) await wait;
            entered += 1;
          }
          const value = await attempt.run(work);
          leave(attemptHooks, entered, attempt, FULFILLED);
          return value;
        } catch (thrown) {
          const failure = call.note(thrown);
          leave(attemptHooks, entered, attempt, settlementOf(attempt, failure));
          const delayMs = call.over ? undefined : retryDelayMs?.(failure, call);
          if (delayMs === undefined) throw failure;
          await call.pause(delayMs);
        }
      }
    } finally {
      callHooks?.exit(call);
      call.close();
    }
  });
}

const isPolicy = (part: PipelineOptions | Policy): part is Policy => 'bind' in part;
const isOptions = (part: PipelineOptions | Policy): part is PipelineOptions => !isPolicy(part);

function settlementOf({ call, started }: Attempt, failure: Failure): Settlement {
  return call.over !== undefined || !started ? ABANDONED : { kind: 'rejected', failure };
}

function leave(
  hooks: readonly AttemptHooks[],
  entered: number,
  attempt: Attempt,
  settlement: Settlement,
): void {
  for (let index = entered - 1; index >= 0; index -= 1) hooks[index]?.exit(attempt, settlement);
  attempt.leave();
}
