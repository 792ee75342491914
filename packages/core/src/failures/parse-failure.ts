import { allowDetails } from './allow-details.ts';
import type { Effect, RetryAdvice, Severity } from './failure-kind.ts';
import { Failure } from './failure.ts';
import { peek } from './naming/peek.ts';
import { word } from './words.ts';

const oneOf =
  <const T extends string>(...allowed: readonly T[]) =>
  (value: unknown): T | undefined =>
    allowed.find((candidate) => candidate === value);

export const severityOf: (value: unknown) => Severity | undefined = oneOf(
  'critical',
  'warning',
  'info',
  'debug',
);
export const retryOf: (value: unknown) => RetryAdvice | undefined = oneOf('never', 'now', 'later');
export const effectOf: (value: unknown) => Effect | undefined = oneOf('none', 'applied', 'unknown');
export const countOf = (value: unknown): number | undefined =>
  Number.isFinite(value) && (value as number) >= 0 ? (value as number) : undefined;

const DEEPEST_CAUSE = 4;

/**
 * Reads a failure back from its JSON. Any other value gives `undefined`; it never throws. Optional members of the
 * wrong type are left out, and so are details that could hold private text. A foreign cause is not revived, and causes
 * of causes are read four deep.
 */
export function parseFailure(value: unknown): Failure | undefined {
  return read(value, 1);
}

function read(json: unknown, depth: number): Failure | undefined {
  if (peek(json, 'name') !== 'Failure' || depth > DEEPEST_CAUSE) return undefined;
  const code = word(peek(json, 'code'));
  const family = word(peek(json, 'family'));
  const severity = severityOf(peek(json, 'severity'));
  const retry = retryOf(peek(json, 'retry'));
  const effect = effectOf(peek(json, 'effect'));
  if (!code || !family || !severity || !retry || !effect) return undefined;
  const number = countOf(peek(json, 'number')) ?? 0;
  const details = peek(json, 'details');
  return new Failure(
    {
      code,
      number,
      family,
      severity,
      retry,
      effect,
      pick: allowDetails<Record<string, unknown>>(...namesOf(details)),
    },
    {
      details: details as Record<string, unknown>,
      status: countOf(peek(json, 'status')),
      retryAfterMs: countOf(peek(json, 'retryAfterMs')),
      requestId: peek(json, 'requestId') as string,
      incidentId: peek(json, 'incidentId') as string,
      attempts: countOf(peek(json, 'attempts')),
      cause: read(peek(json, 'cause'), depth + 1),
    },
  );
}

/** The names of details that are words themselves: a key may be text just as a value may. */
export function namesOf(details: unknown): string[] {
  try {
    return Object.keys(Object(details)).filter((name) => word(name) !== undefined);
  } catch {
    return [];
  }
}
