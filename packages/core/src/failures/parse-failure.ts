import type { Effect, RetryAdvice, Severity } from './failure-kind.ts';
import { Failure } from './failure.ts';

const oneOf =
  <const T extends string>(...allowed: readonly T[]) =>
  (value: unknown): value is T =>
    allowed.includes(value as T);

const isSeverity = oneOf<Severity>('critical', 'warning', 'info', 'debug');
const isRetry = oneOf<RetryAdvice>('never', 'now', 'later');
const isEffect = oneOf<Effect>('none', 'applied', 'unknown');
const text = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : undefined;
const count = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/**
 * Reads a failure back from its JSON. Anything that is not one gives `undefined`, never an error;
 * optional members of the wrong type are left out. A foreign cause is not revived.
 */
export function parseFailure(value: unknown): Failure | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const json = value as Record<string, unknown>;
  const { code, number, family, severity, retry, effect } = json;
  if (json['name'] !== 'Failure' || typeof code !== 'string' || typeof family !== 'string') {
    return undefined;
  }
  if (!isSeverity(severity) || !isRetry(retry) || !isEffect(effect)) return undefined;
  const details = (typeof json['details'] === 'object' && json['details']) || {};
  return new Failure(
    {
      code,
      number: count(number) ?? 0,
      family,
      severity,
      retry,
      effect,
      allow: Object.keys(details),
    },
    {
      details,
      status: count(json['status']),
      retryAfterMs: count(json['retryAfterMs']),
      requestId: text(json['requestId']),
      incidentId: text(json['incidentId']),
      attempts: count(json['attempts']),
      cause: parseFailure(json['cause']),
    },
  );
}
