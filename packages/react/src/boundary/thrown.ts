import { Failure, isFailure } from '@holdfast/core';
import type { Severity } from '@holdfast/core/parts';
import { RENDER_FAILED } from '@holdfast/core/failures';

interface Known {
  readonly failure: Failure;
  /** The boundary that reported it. */
  reporter?: unknown;
}

// Several boundaries can catch the same error: one after another, when a fallback throws it again, or at once, when
// their children wait for the same promise. It stays one incident, with one id and one report.
const known: WeakMap<object, Known> = /* @__PURE__ */ new WeakMap();

/** The trouble of a thrown value. For a text, a number, `null` and `undefined` it is a new one each time. */
function knownOf(error: unknown, name: () => Failure): Known {
  const before = known.get(error as object);
  if (before) return before;
  const now = { failure: name() };
  if (Object(error) === error) known.set(error as object, now);
  return now;
}

/**
 * The failure for a thrown value: always the same for the same object. A thrown `Failure` stays itself. Any other
 * value becomes a failure of rendering, unless `name` gives another name.
 */
export function failureOfThrown(
  error: unknown,
  severity: Severity = 'critical',
  name = (): Failure => new Failure({ ...RENDER_FAILED, severity }, { cause: error }),
): Failure {
  return isFailure(error) ? error : knownOf(error, name).failure;
}

/**
 * Whether the reporter should tell telemetry of this value: when no other reporter did. The same boundary reports the
 * same error again, because the user tried again in between.
 */
export function isFirstToReport(error: unknown, failure: Failure, reporter: unknown): boolean {
  const trouble = knownOf(error, () => failure);
  return (trouble.reporter ??= reporter) === reporter;
}
