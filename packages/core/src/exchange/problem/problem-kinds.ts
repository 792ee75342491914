import type { FailureKind } from '../../failures/failure-kind.ts';
import {
  ACCOUNT_FULL,
  BUDGET_EXCEEDED,
  QUOTA_EXCEEDED,
  RESOURCE_EXHAUSTED,
} from '../../failures/kinds/budget.ts';
import * as contract from '../../failures/kinds/contract.ts';
import * as identity from '../../failures/kinds/identity.ts';
import { DATABASE_FAILED, DATABASE_UNREACHABLE } from '../../failures/kinds/storage.ts';
import {
  BACK_PRESSURE,
  BROKER_UNAVAILABLE,
  STREAM_GONE,
  STREAM_TAKEN,
} from '../../failures/kinds/stream-and-queue.ts';
import * as transaction from '../../failures/kinds/transaction.ts';

/**
 * The kinds that share a status with a plainer one and can only be told apart by the body. They are named one by
 * one, because a module that gathers a whole family ships all of it, with kinds that never cross HTTP.
 */
export const TOLD_BY_CODE: readonly FailureKind[] = [
  contract.JSON_INVALID,
  contract.IDEMPOTENCY_KEY_MISSING,
  contract.IDEMPOTENCY_KEY_INVALID,
  contract.IDEMPOTENCY_KEY_REUSED,
  contract.IDEMPOTENCY_IN_PROGRESS,
  identity.CREDENTIALS_WRONG,
  identity.ACCOUNT_LOCKED,
  identity.ACCOUNT_SUSPENDED,
  identity.ADDRESS_BLOCKED,
  identity.SESSION_EXPIRED,
  identity.SESSION_REVOKED,
  identity.SUBJECT_MISMATCH,
  identity.PROFILE_MISSING,
  identity.PROFILE_CONFLICT,
  identity.PROFILE_INVALID,
  identity.CROSS_SITE_REFUSED,
  identity.THREAT_REFUSED,
  transaction.TRANSACTION_CONFLICT,
  transaction.TRANSACTION_DEADLOCK,
  transaction.TRANSACTION_TIMEOUT,
  transaction.TRANSACTION_ROLLED_BACK,
  transaction.COMMIT_UNCERTAIN,
  transaction.CONSTRAINT_BROKEN,
  BUDGET_EXCEEDED,
  QUOTA_EXCEEDED,
  ACCOUNT_FULL,
  RESOURCE_EXHAUSTED,
  DATABASE_FAILED,
  DATABASE_UNREACHABLE,
  STREAM_GONE,
  STREAM_TAKEN,
  BROKER_UNAVAILABLE,
  BACK_PRESSURE,
];
