import type { FailureKind } from '../failures/failure-kind.ts';
import { BUDGET_EXCEEDED, QUOTA_EXCEEDED, RESOURCE_EXHAUSTED } from '../failures/kinds/budget.ts';
import * as contract from '../failures/kinds/contract.ts';
import * as identity from '../failures/kinds/identity.ts';
import { DATABASE_FAILED, DATABASE_UNREACHABLE } from '../failures/kinds/storage.ts';
import {
  BACK_PRESSURE,
  BROKER_UNAVAILABLE,
  STREAM_GONE,
  STREAM_TAKEN,
} from '../failures/kinds/stream-and-queue.ts';
import * as transaction from '../failures/kinds/transaction.ts';

/** The kinds that share a status with a plainer one and can only be told apart by the body. */
export const TOLD_BY_CODE: readonly FailureKind[] = [
  ...Object.values(contract),
  ...Object.values(identity),
  ...Object.values(transaction),
  BUDGET_EXCEEDED,
  QUOTA_EXCEEDED,
  RESOURCE_EXHAUSTED,
  DATABASE_FAILED,
  DATABASE_UNREACHABLE,
  STREAM_GONE,
  STREAM_TAKEN,
  BROKER_UNAVAILABLE,
  BACK_PRESSURE,
];
