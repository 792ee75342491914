import fc from 'fast-check';
import { expect, it, vi } from 'vitest';
import { spoilt } from '../database/spoilt-row.contract.ts';
import { parseKeptRead } from './parse-kept-read.ts';

// Ten thousand rows take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

const row = { owner: 'mira', key: 'list', value: ['Ada'], storedAt: 1000 };

it('a kept answer is read only when it has an age, whatever the row holds', () => {
  expect(parseKeptRead(row)).toEqual({ value: ['Ada'], storedAt: 1000 });
  fc.assert(
    fc.property(fc.oneof(spoilt(row), fc.anything()), (found) => {
      const { storedAt = 0 } = parseKeptRead(found) ?? {};
      expect(storedAt).toSatisfy(Number.isFinite);
    }),
    { numRuns: 10_000 },
  );
});
