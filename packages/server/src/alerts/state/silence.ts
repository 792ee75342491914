import type { Severity } from '@holdfast/core/parts';
import type { AlertDimension } from '../rules/alert-rule.ts';
import type { Alert } from './alert.ts';

/** Which alerts a silence covers. All given members must match. `*` stands for any text. */
export interface SilenceMatcher extends Readonly<Partial<Record<AlertDimension, string>>> {
  readonly rule?: string;
  readonly severity?: Severity;
  readonly fingerprint?: string;
}

/** Holds the notices of some alerts back until a time. The alerts go on, and the page shows them. */
export interface Silence {
  readonly id: string;
  readonly matcher: SilenceMatcher;
  readonly since: number;
  readonly until: number;
  readonly reason: string;
  /** The id of the administrator. */
  readonly author: string;
}

type Silenced = Pick<Alert, 'fingerprint' | 'rule' | 'severity' | 'values'>;

/**
 * The silence that covers an alert at this time, the one that ends last. It counts even before `since`: another server's
 * clock may be behind, or this one was set back after an administrator made it.
 */
export function silenceOf(
  silences: readonly Silence[],
  alert: Silenced,
  now: number,
): Silence | undefined {
  return silences
    .filter(({ until, matcher }) => now < until && matches(matcher, alert))
    .toSorted((one, other) => other.until - one.until)[0];
}

export function matches(matcher: SilenceMatcher, alert: Silenced): boolean {
  const { rule, severity, fingerprint, values } = { ...alert };
  const actual: Readonly<Record<string, string | undefined>> = {
    ...values,
    rule,
    severity,
    fingerprint,
  };
  return Object.entries(matcher).every(
    ([member, pattern]) => pattern === undefined || fits(pattern, actual[member] ?? ''),
  );
}

/** Compares without a regular expression, so that no pattern can take long. */
function fits(pattern: string, text: string): boolean {
  const parts = pattern.split('*');
  if (parts.length === 1) return pattern === text;
  const [first = '', last = ''] = [parts[0], parts.at(-1)];
  if (!text.startsWith(first) || !text.endsWith(last)) return false;
  let place = first.length;
  const end = text.length - last.length;
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, place);
    if (found === -1) return false;
    place = found + part.length;
  }
  return place <= end;
}
