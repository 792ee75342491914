export type PolicyKind =
  | 'fallback'
  | 'deadline'
  | 'retry'
  | 'hedge'
  | 'circuit breaker'
  | 'rate limit'
  | 'bulkhead'
  | 'timeout'
  | 'telemetry';

/** What a part of a policy is: a rule, a backoff, a limiter, a budget. */
export interface PartDescription {
  /** The function that makes one. */
  readonly name: string;
  /** As of a policy. */
  readonly rules: object;
}

/** What a policy is, as its composition is checked and explained where it is developed. */
export interface PolicyDescription {
  readonly kind: PolicyKind;
  /** No policy may stand before one of a lower place, unless that one's `latest` allows it. */
  readonly place: number;
  readonly latest?: number;
  /** Every option that applies at this moment, the defaults included; `explainPipeline` tells them. */
  readonly rules: object;
  /** Milliseconds after which the policy ends what it surrounds. */
  readonly limitMs?: number;
}
