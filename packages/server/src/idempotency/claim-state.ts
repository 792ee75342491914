import { decide, type Decision, type FinishedRecord } from './idempotency-state.ts';

/** The record of a key from the moment when its effect may happen until the effect is settled. */
export interface Claim {
  readonly fingerprint: string;
  /** The key for the provider, the same in every attempt. */
  readonly providerKey: string;
  /** Wall-clock milliseconds until which the process that claimed the key counts as working on it. */
  readonly leaseUntil: number;
  /** How often the effect was begun. */
  readonly attempts: number;
}

export type ClaimDecision =
  | Exclude<Decision, { readonly do: 'run' }>
  | { readonly do: 'claim' }
  /**
   * The process that had the key has died, or the server told the client to try again: the same effect under the same
   * key of the provider.
   */
  | { readonly do: 'take-over'; readonly claim: Claim }
  | { readonly do: 'wait'; readonly forMs: number };

/** Decides about a request for an effect outside of the database, given the record of its key. */
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
