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

/** What a policy is, as its composition is checked and explained where it is developed. */
export interface PolicyDescription {
  readonly kind: PolicyKind;
  /** No policy may stand before one of a lower place, unless that one's `latest` allows it. */
  readonly place: number;
  readonly latest?: number;
  /** Every option that applies, the defaults included; `explainPipeline` tells them. */
  readonly rules: object;
  /** Milliseconds after which the policy ends what it surrounds. */
  readonly limitMs?: number;
}
