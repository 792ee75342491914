import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
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
import { PROMPT_REJECTED } from '../../contract/failures.ts';
import { promptReasons } from '../../contract/prompt-reason.ts';
import { reasonOf } from './failure-words.ts';
import { speak } from './page-words.ts';

const kinds = Object.values(catalogue);
const told = kinds.filter(({ status = 0 }) => status >= 400);

it('says that the server could not store the write, when it could not', () => {
  expect(reasonOf(new Failure(STORAGE_UNAVAILABLE, { status: 507 }))).toContain('Fireside cannot');
  expect(reasonOf(new Failure(DATABASE_FULL))).toContain('Fireside has no room');
  expect(reasonOf(new Failure(STORAGE_UNAVAILABLE))).toContain('This browser');
});

it.each([
  ADDRESS_BLOCKED,
  ACCOUNT_SUSPENDED,
  THREAT_REFUSED,
  CROSS_SITE_REFUSED,
  RESOURCE_EXHAUSTED,
])('has words of its own for each refusal of a server: $code', (kind) => {
  const words = reasonOf(new Failure(kind));
  expect(words).toContain('Fireside');
  expect(words).not.toContain('sign in');
});

it('does not blame this device for a failure of Fireside', () => {
  expect(told.length).toBeGreaterThan(40);
  for (const kind of told) {
    expect(`${kind.code}: ${reasonOf(new Failure(kind))}`).not.toMatch(/This device|browser/);
  }
});

it('says more about a failure of Fireside than that something went wrong', () => {
  for (const kind of told.filter(({ status = 0 }) => status >= 500)) {
    expect(`${kind.code}: ${reasonOf(new Failure(kind))}`).toMatch(/Fireside/);
  }
});

it.each(['en', 'de'] as const)(
  'says why a prompt was rejected, and what the writer can change, in %s',
  async (language) => {
    await speak(language);
    for (const reason of promptReasons) {
      const words = reasonOf(new Failure(PROMPT_REJECTED, { details: { reason } }));
      expect(words.split(/[.!?] /).length).toBeGreaterThan(1);
      expect(words).not.toContain('undefined');
    }
    await speak('en');
  },
);
