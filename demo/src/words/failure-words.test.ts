import { Failure } from '@holdfast/core';
import {
  ACCOUNT_SUSPENDED,
  ADDRESS_BLOCKED,
  CROSS_SITE_REFUSED,
  DATABASE_FULL,
  RESOURCE_EXHAUSTED,
  STORAGE_UNAVAILABLE,
  THREAT_REFUSED,
} from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { reasonOf } from './failure-words.ts';

const requestId = 'r1';

it('says of what the server could not store that the server could not', () => {
  expect(reasonOf(new Failure(STORAGE_UNAVAILABLE, { requestId }))).toContain('Fireside cannot');
  expect(reasonOf(new Failure(DATABASE_FULL, { requestId }))).toContain('Fireside has no room');
  expect(reasonOf(new Failure(STORAGE_UNAVAILABLE))).toContain('This browser');
});

it.each([
  ADDRESS_BLOCKED,
  ACCOUNT_SUSPENDED,
  THREAT_REFUSED,
  CROSS_SITE_REFUSED,
  RESOURCE_EXHAUSTED,
])('has words of its own for what a server refuses: $code', (kind) => {
  const words = reasonOf(new Failure(kind, { requestId }));
  expect(words).toContain('Fireside');
  expect(words).not.toContain('sign in');
});
