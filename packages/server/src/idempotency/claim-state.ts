import { decide, type Decision, type FinishedRecord } from './idempotency-state.ts';

/** What is kept of a key between the moment its effect may happen and the moment it is settled. */
export interface Claim {
  readonly fingerprint: string;
  /** The key under which the provider is asked, the same however often. */
  readonly providerKey: string;
  /** Wall-clock milliseconds until which whoever claimed it counts as being at it. */
  readonly leaseUntil: number;
  /** How often the effect was begun. */
  readonly attempts: number;
}

export type ClaimDecision =
  | Exclude<Decision, { readonly do: 'run' }>
  | { readonly do: 'claim' }
  /** Whoever had it has died, or was told to try again: the same effect under the same provider's key. */
  | { readonly do: 'take-over'; readonly claim: Claim }
  | { readonly do: 'wait'; readonly forMs: number };

/** What to do with a request for an effect outside, given what is known of its key. */
export function decideClaim(
  {
    record,
    claim,
  }: { readonly record: FinishedRecord | undefined; readonly claim: Claim | undefined },
  fingerprint: string,
  now: number,
): ClaimDecision {
  const decision = decide(record, fingerprint);
  if (decision.do !== 'run') return decision;
  if (!claim) return { do: 'claim' };
  if (claim.fingerprint !== fingerprint) return { do: 'refuse', code: 'IDEMPOTENCY_KEY_REUSED' };
  if (claim.leaseUntil > now) return { do: 'wait', forMs: claim.leaseUntil - now };
  return { do: 'take-over', claim };
}
