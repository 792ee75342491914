import { expect, it } from 'vitest';
import type { FinishedRecord } from './idempotency-state.ts';
import { type Claim, decideClaim, type ClaimDecision } from './claim-state.ts';

const answer = { status: 201, headers: {}, body: null };
const finished: FinishedRecord = { fingerprint: 'f1', finishedAt: 1, answer };
const claim: Claim = { fingerprint: 'f1', providerKey: 'p1', leaseUntil: 100, attempts: 1 };
const reused: ClaimDecision = { do: 'refuse', code: 'IDEMPOTENCY_KEY_REUSED' };

it.each<[string, FinishedRecord | undefined, Claim | undefined, string, number, ClaimDecision]>([
  ['is new', undefined, undefined, 'f1', 0, { do: 'claim' }],
  ['is being paid', undefined, claim, 'f1', 70, { do: 'wait', forMs: 30 }],
  ['was left behind', undefined, claim, 'f1', 100, { do: 'take-over', claim }],
  ['is settled', finished, undefined, 'f1', 0, { do: 'replay', answer }],
  ['is settled for another request', finished, undefined, 'f2', 0, reused],
  ['is claimed for another request', undefined, claim, 'f2', 100, reused],
])('of a key that %s', (_, record, claimed, fingerprint, now, expected) => {
  expect(decideClaim({ record, claim: claimed }, fingerprint, now)).toEqual(expected);
});
