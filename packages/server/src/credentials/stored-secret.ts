import type { ScryptCost } from './scrypt-cost.ts';

declare const kept: unique symbol;

/**
 * A hashed secret in a database. It is a text when the program runs, and an opaque value for the type checker. A
 * program can read it from a column, write it to a column and pass it to `Credentials.check`. The type checker
 * refuses to compare, hash or print it, so no program checks a secret without the guard by mistake.
 */
export interface StoredSecret {
  readonly [kept]: 'stored secret';
}

/** The parts of a stored secret. Only this package reads them. */
export interface SecretParts {
  readonly cost: ScryptCost;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const FORM = /^scrypt:(\d{1,2}):(\d{1,2}):(\d{1,2}):([\w-]{1,200}):([\w-]{1,200})$/;
/** 128 · 2^20 · 8 bytes are 1 GiB, the most that a stored text can make a worker allocate. */
const MOST_LOG2_COST = 20;
const MOST_BLOCK_SIZE = 8;
const MOST_PARALLEL = 16;

/** Writes `scrypt:<log2 cost>:<block size>:<parallel>:<salt>:<hash>`, so that the cost can rise later. */
export function toStoredSecret({ cost, salt, hash }: SecretParts): StoredSecret {
  const { log2Cost, blockSize, parallel } = cost;
  const text = ['scrypt', log2Cost, blockSize, parallel, base64(salt), base64(hash)].join(':');
  return text as unknown as StoredSecret;
}

/** `undefined` for a text that is no stored secret, or one whose cost is out of bounds: nothing matches it. */
export function partsOf(stored: StoredSecret): SecretParts | undefined {
  const found = FORM.exec(stored as unknown as string);
  if (!found) return undefined;
  const [, log2Cost, blockSize, parallel, salt = '', hash = ''] = found;
  const cost = {
    log2Cost: Number(log2Cost),
    blockSize: Number(blockSize),
    parallel: Number(parallel),
  };
  const isBounded =
    isWithin(cost.log2Cost, MOST_LOG2_COST) &&
    isWithin(cost.blockSize, MOST_BLOCK_SIZE) &&
    isWithin(cost.parallel, MOST_PARALLEL);
  return isBounded
    ? { cost, salt: Buffer.from(salt, 'base64url'), hash: Buffer.from(hash, 'base64url') }
    : undefined;
}

function isWithin(value: number, most: number): boolean {
  return value >= 1 && value <= most;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}
