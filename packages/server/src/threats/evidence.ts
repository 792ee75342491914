import { ACCOUNT_SUSPENDED, ADDRESS_BLOCKED, RATE_LIMITED } from '@holdfast/core/failures';
import type { EvidenceKind } from './threat-rules.ts';
import type { PartyKind } from './threat-store.ts';

/** The evidence of one request, for each kind of party. */
export type Against = Partial<Record<PartyKind, EvidenceKind>>;

/** The evidence that a refusal is, for each kind of party. */
export const COUNTED: Readonly<Record<string, Against>> = {
  CREDENTIALS_WRONG: { address: 'guessing', elsewhere: 'guessing' },
  IDEMPOTENCY_KEY_REUSED: { user: 'key-reused' },
};

/** The refusals that the audit notes: a user asked for something that they may not do. */
export const NOT_ALLOWED: ReadonlySet<string> = new Set([
  'FORBIDDEN',
  'SUBJECT_MISMATCH',
  'CROSS_SITE_REFUSED',
]);

type RefusedWith = typeof ADDRESS_BLOCKED | typeof ACCOUNT_SUSPENDED | typeof RATE_LIMITED;

/** What a blocked party is refused with. */
export const REFUSED_WITH: Readonly<Record<PartyKind, RefusedWith>> = {
  address: ADDRESS_BLOCKED,
  elsewhere: ADDRESS_BLOCKED,
  user: ACCOUNT_SUSPENDED,
  'sign-in': RATE_LIMITED,
  'sign-in-from': RATE_LIMITED,
};
