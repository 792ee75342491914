import { hashesOfWork, type ScryptCost, workOf } from './scrypt-cost.ts';
import type { SecretParts } from './stored-secret.ts';

/** The task of a worker. The secret is already in its normal form. */
export type ScryptTask =
  | {
      readonly kind: 'hash';
      readonly secret: string;
      readonly salt: Uint8Array;
      readonly cost: ScryptCost;
    }
  | {
      readonly kind: 'check';
      readonly secret: string;
      /** The hash to compare the secret with. Without it the answer is no, after the same work. */
      readonly stored?: SecretParts | undefined;
      /** The costliest hash that is stored anywhere: a wrong secret always takes its work. */
      readonly costliest: ScryptCost;
      /** The cost at which to hash a right secret again when its stored hash has another cost. */
      readonly again: { readonly salt: Uint8Array; readonly cost: ScryptCost };
    };

export type ScryptResult =
  | { readonly kind: 'hashed'; readonly hash: Uint8Array }
  | { readonly kind: 'wrong' }
  /** `hash` is there when the secret was hashed again. */
  | { readonly kind: 'right'; readonly hash?: Uint8Array };

/** The hash function, and a comparison in equal time. */
export interface ScryptEngine {
  derive(secret: string, salt: Uint8Array, cost: ScryptCost): Uint8Array;
  isEqual(one: Uint8Array, other: Uint8Array): boolean;
}

const NO_SALT = new Uint8Array(16);

/**
 * Does a task. A wrong secret takes as much work as a name that does not exist, at any cost of the stored hash: the
 * worker does the difference as well.
 */
export function runScryptTask(task: ScryptTask, { derive, isEqual }: ScryptEngine): ScryptResult {
  if (task.kind === 'hash') {
    return { kind: 'hashed', hash: derive(task.secret, task.salt, task.cost) };
  }
  const { secret, stored, costliest, again } = task;
  if (stored) {
    const actual = derive(secret, stored.salt, stored.cost);
    if (actual.length === stored.hash.length && isEqual(actual, stored.hash)) {
      return isSame(stored.cost, again.cost)
        ? { kind: 'right' }
        : { kind: 'right', hash: derive(secret, again.salt, again.cost) };
    }
  }
  const missing = workOf(costliest) - (stored ? workOf(stored.cost) : 0);
  for (const cost of hashesOfWork(missing, costliest)) derive(secret, NO_SALT, cost);
  return { kind: 'wrong' };
}

function isSame(one: ScryptCost, other: ScryptCost): boolean {
  return (
    one.log2Cost === other.log2Cost &&
    one.blockSize === other.blockSize &&
    one.parallel === other.parallel
  );
}
