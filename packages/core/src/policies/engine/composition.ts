import { Failure } from '../../failures/failure.ts';
import { PIPELINE_INVALID } from '../../failures/kinds/policy.ts';
import { isOfKind, type OptionKind } from '../../options/option-kind.ts';
import type { PartDescription, PolicyDescription } from './policy-description.ts';

export {
  adviseBlocking,
  adviseHedge,
  adviseMissed,
  adviseRetry,
  adviseUnnamed,
} from './idle-advice.ts';

// This file refuses mistakes of the programmer when a pipeline is built, and notes what was built. Bundlers that
// build for production leave it out: see `#composition` in package.json.

const described = new WeakMap<object, PolicyDescription>();
const parts = new WeakMap<object, PartDescription>();
const composed = new WeakMap<object, readonly PolicyDescription[]>();

/** Notes the facts of a rule, a backoff, a limiter or a budget, so that `explain` can tell the options of a policy. */
export function describePart(part: object, description: PartDescription): void {
  parts.set(part, description);
}

export function partOf(part: object): PartDescription | undefined {
  return parts.get(part);
}

/** Notes the description of a policy, for the check of compositions and for `explain`. */
export function describePolicy(policy: object, description: PolicyDescription): void {
  described.set(policy, description);
}

/** The policies of a pipeline, outermost first; `null` in a production build, which does not know them. */
export function policiesOf(run: object): readonly PolicyDescription[] | null | undefined {
  return composed.get(run);
}

/** Refuses options or an order that cannot work, and says what to do instead. */
export function refuseUnless(fits: boolean, remedy: string): void {
  if (!fits) throw new Failure(PIPELINE_INVALID, { details: { remedy } });
}

// Parts of a policy. They checked their own options when they were made.
const PARTS: Readonly<Record<string, OptionKind>> = {
  backoff: 'a function',
  jitter: 'a function',
  order: 'a function',
  budget: 'an object with earn, spend',
  trip: 'an object with start, note',
  limiter: 'an object with reserve, cancel',
};

/** Refuses durations, counts, rates and parts that cannot mean anything. Units are in the names. */
export function requirePositive(policy: string, rules: object): void {
  for (const [name, value] of Object.entries<unknown>({ ...rules })) {
    const part = PARTS[name];
    if (part) {
      refuseUnless(
        value === undefined || isOfKind(value, part),
        `Give ${policy} ${part} as ${name}.`,
      );
      continue;
    }
    const number = typeof value === 'number' ? value : Number.NaN;
    refuseUnless(number > 0, `Give ${policy} a ${name} above 0.`);
    if (/rate$/i.test(name)) refuseUnless(number <= 1, `Give ${policy} a ${name} of 1 at most.`);
    else if (!/(ms|second)$/i.test(name)) {
      const whole = Number.isInteger(number) || number === Infinity;
      refuseUnless(whole, `Give ${policy} a whole number as ${name}.`);
    }
  }
}

/** Refuses numbers below `least`. */
export function requireAtLeast(policy: string, least: number, rules: object): void {
  for (const [name, value] of Object.entries<unknown>({ ...rules }))
    refuseUnless(
      typeof value === 'number' && value >= least,
      `Give ${policy} at least ${least} as ${name}.`,
    );
}

/** Refuses policies that cannot work together in this order. It never corrects an order silently. */
export function checkComposition(run: object, policies: readonly object[]): void {
  // A policy of the app's own, without a description, stands where the app put it.
  const known = policies.flatMap((policy) => described.get(policy) ?? []);
  composed.set(run, known);
  for (const [index, inner] of known.entries()) {
    for (const outer of known.slice(0, index)) {
      const { kind, before = '', once = '' } = inner;
      refuseUnless(outer.kind !== kind, `Keep one ${kind}. ${once}`);
      refuseUnless(
        outer.place <= (inner.latest ?? inner.place),
        `Put the ${kind} before the ${outer.kind}. ${before}`,
      );
      refuseUnless(
        (outer.limitMs ?? Infinity) > (inner.limitMs ?? 0),
        `Make the ${kind} shorter than the ${outer.kind}, or leave it out.`,
      );
    }
  }
}
