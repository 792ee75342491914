import type { CallOptions } from './call-options.ts';
import type { Execute, Work } from './execute.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { PolicyContext } from './policy-context.ts';
import type { Policy } from './policy.ts';

/** What compiles policies to a pipeline. */
export type Compile = (policies: readonly Policy[], options: PipelineOptions) => Execute;

/**
 * Makes one pipeline of two with a wrapping policy between them: what stands before it becomes a
 * pipeline around it, what comes after it one inside, and `wrap` decides when the inner one runs.
 */
export function compileAround(
  wrapper: Policy,
  wrap: (inner: Execute) => Execute,
  policies: readonly Policy[],
  options: PipelineOptions,
  compile: Compile,
): Execute {
  const place = policies.indexOf(wrapper);
  const inner = wrap(compile(policies.slice(place + 1), options));
  if (place === 0) return inner;
  const outer = compile(policies.slice(0, place), options);
  return (work, callOptions) =>
    outer((context) => inner(within(context, work), inherit(context, callOptions)), callOptions);
}

/** The inner call is part of the outer attempt: it ends with it and shares its trouble. */
function inherit(context: PolicyContext, options: CallOptions = {}): CallOptions {
  return { ...options, signal: context.signal, incidentId: context.incidentId };
}

/** Work is told the number of the outer attempt and the deadline of the outer call. */
function within<T>({ attempt, deadline }: PolicyContext, work: Work<T>): Work<T> {
  return (inner) =>
    work({
      key: inner.key,
      incidentId: inner.incidentId,
      attempt,
      deadline,
      get signal() {
        return inner.signal;
      },
    });
}
