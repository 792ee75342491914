import { uuidV7 } from '@holdfast/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mintRequestId } from './mint-request-id.ts';

it('is what uuidV7 gives of the same time and chance', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1000, max: 2 ** 48 - 1, noNaN: true }),
      fc.uint8Array({ minLength: 10, maxLength: 10 }),
      (time, bytes) => {
        const platform = { now: () => time, randomBytes: () => bytes };
        expect(mintRequestId(platform)).toBe(uuidV7(platform));
      },
    ),
  );
});
