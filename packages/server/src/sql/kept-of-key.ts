import type { Claim } from '../idempotency/claim-state.ts';
import type { FinishedRecord } from '../idempotency/idempotency-state.ts';
import { parseHeaders } from './kept-headers.ts';
import type { ClaimTable, IdempotencyTable } from './idempotency-tables.ts';

/** The stored data of a key. */
export interface KeptOfKey {
  /** Whether this transaction alone holds the key. */
  readonly isLocked: boolean;
  /** The time of the database, where its servers may have clocks of their own. */
  readonly now: number | undefined;
  readonly record: FinishedRecord | undefined;
  readonly claim: Claim | undefined;
}

/** The row that `KeyStatements` read. */
export type KeptRow = Nullable<Omit<IdempotencyTable, 'scope' | 'key' | 'finished_at'>> & {
  readonly locked: string;
  readonly now: number | null;
  readonly finished_at: number | string | null;
  readonly claim_fingerprint: string | null;
  readonly lease_until: number | string | null;
} & Nullable<Pick<ClaimTable, 'provider_key' | 'attempts'>>;

type Nullable<T> = { readonly [TName in keyof T]: T[TName] | null };

/** The result of the statement that reads it. */
export function keptOfKey([row]: readonly KeptRow[]): KeptOfKey {
  return {
    isLocked: row?.locked === 'true',
    now: row?.now ?? undefined,
    record: row && recordOf(row),
    claim: row && claimOf(row),
  };
}

function recordOf({
  fingerprint,
  status,
  headers,
  body,
  finished_at,
}: KeptRow): FinishedRecord | undefined {
  if (fingerprint === null || status === null || headers === null) return undefined;
  return {
    fingerprint,
    finishedAt: Number(finished_at),
    answer: {
      status,
      ...parseHeaders(headers),
      body: body && new Uint8Array(body),
    },
  };
}

function claimOf({
  claim_fingerprint: fingerprint,
  provider_key: providerKey,
  lease_until: leaseUntil,
  attempts,
}: KeptRow): Claim | undefined {
  if (fingerprint === null || providerKey === null || attempts === null) return undefined;
  return { fingerprint, providerKey, leaseUntil: Number(leaseUntil), attempts };
}
