import type { CallOptions } from './call-options.ts';
import type { Pipeline, Work } from './execute.ts';
import type { PipelineOptions } from './pipeline-options.ts';
import type { PolicyContext } from './policy-context.ts';
import type { Policy } from './policy.ts';

type Compile = NonNullable<Policy['compile']>;

/**
 * A policy that splits its pipeline in two, with itself in between. The policies before it become a pipeline around
 * it, and the policies after it become one inside. `wrap` decides when the inner pipeline runs.
 */
export function wrapping(
  wrap: (inner: Pipeline, outer: readonly Policy[], options: PipelineOptions) => Pipeline,
): Policy {
  const compile: Compile = (policies, options, compileAll) => {
    const place = policies.indexOf(policy);
    const before = policies.slice(0, place);
    const inner = wrap(compileAll(policies.slice(place + 1), options), before, options);
    if (place === 0) return inner;
    const outer = compileAll(before, options);
    return (work, callOptions) =>
      outer((context) => inner(within(context, work), inherit(context, callOptions)), callOptions);
  };
  const policy: Policy = Object.assign(() => ({}), { compile });
  return policy;
}

/** The inner call is part of the outer attempt: it ends with it and shares its trouble. */
function inherit(context: PolicyContext, options: CallOptions = {}): CallOptions {
  return { ...options, signal: context.signal, incidentId: context.incidentId };
}

/** The work gets the number of the outer attempt and the deadline of the outer call. */
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
