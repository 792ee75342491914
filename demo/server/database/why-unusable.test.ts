import { Failure } from '@holdfast/core';
import { catalogue } from '@holdfast/core/failures';
import { expect, it } from 'vitest';
import { whyUnusable } from './why-unusable.ts';

it('says what to do about each failure of a database at the start', () => {
  const kinds = Object.values(catalogue).filter(({ code }) =>
    /^(DATABASE|LOCK_UNAVAILABLE|STORAGE_(CORRUPT|UNAVAILABLE)|TRANSACTION_TIMEOUT)/.test(code),
  );
  expect(kinds.length).toBeGreaterThan(6);
  for (const kind of kinds) {
    for (const place of ['file', 'server'] as const) {
      expect(`${kind.code} ${whyUnusable(new Failure(kind), place)}`).toMatch(/[;,] \w/);
    }
  }
});
