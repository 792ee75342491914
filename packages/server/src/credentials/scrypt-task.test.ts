import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ScryptCost, workOf } from './scrypt-cost.ts';
import { runScryptTask, type ScryptTask } from './scrypt-task.ts';

const cost = (log2Cost: number, parallel = 3): ScryptCost => ({ log2Cost, blockSize: 8, parallel });
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Does a check and counts its work, with a hash that costs nothing. */
function check(secret: string, storedAt: ScryptCost | undefined, costliest: ScryptCost) {
  const derived: ScryptCost[] = [];
  const task: ScryptTask = {
    kind: 'check',
    secret,
    costliest,
    stored: storedAt && { cost: storedAt, salt: bytes('salt'), hash: bytes('right salt') },
    again: { cost: cost(15), salt: bytes('new') },
  };
  const result = runScryptTask(task, {
    derive(given, salt, at) {
      derived.push(at);
      return bytes(`${given} ${new TextDecoder().decode(salt)}`);
    },
    isEqual: (one, other) => one.every((byte, index) => byte === other[index]),
  });
  const work = derived.reduce((sum, at) => sum + workOf(at), 0);
  return { result, work, derived };
}

const costs = fc.record({
  log2Cost: fc.integer({ min: 10, max: 18 }),
  blockSize: fc.constant(8),
  parallel: fc.integer({ min: 1, max: 4 }),
});

describe('a wrong secret', () => {
  it('takes as much work as a name that does not exist, at any cost of each hash', () => {
    fc.assert(
      fc.property(costs, costs, (one, other) => {
        const costliest = workOf(one) > workOf(other) ? one : other;
        const cheaper = costliest === one ? other : one;
        const unknown = check('wrong', undefined, costliest);
        for (const stored of [costliest, cheaper]) {
          const known = check('wrong', stored, costliest);
          expect(known.result).toEqual({ kind: 'wrong' });
          // Less than the least hash that is ever made may be missing: 1/4 ms.
          expect(Math.abs(known.work - unknown.work)).toBeLessThan(2 ** 8 * 8);
        }
      }),
    );
  });

  it('takes no more memory than the costliest stored hash', () => {
    const { derived } = check('wrong', undefined, cost(15));
    expect(Math.max(...derived.map(({ log2Cost }) => log2Cost))).toBe(15);
  });
});

describe('a right secret', () => {
  it('is hashed again when it was stored at another cost, lower or higher', () => {
    for (const stored of [cost(14), cost(16), cost(15, 1)]) {
      expect(check('right', stored, cost(16)).result).toEqual({
        kind: 'right',
        hash: bytes('right new'),
      });
    }
  });

  it('is not hashed again at the current cost', () => {
    expect(check('right', cost(15), cost(16)).result).toEqual({ kind: 'right' });
  });
});
