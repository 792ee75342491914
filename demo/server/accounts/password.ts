import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

const SALT_BYTES = 16;
const HASH_BYTES = 32;
const BLOCK_SIZE = 8;
const PARALLEL = 3;

/** Hashes a password as `scrypt:<log2 cost>:<block size>:<parallel>:<salt>:<hash>`, so that costs can rise later. */
export async function hashPassword(password: string, log2Cost: number): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, [log2Cost, BLOCK_SIZE, PARALLEL]);
  const parameters = [log2Cost, BLOCK_SIZE, PARALLEL].join(':');
  return `scrypt:${parameters}:${salt.toString('base64url')}:${hash.toString('base64url')}`;
}

/**
 * Whether a password belongs to a hash. Without a hash it works just as long and says no, so that the
 * time of an answer does not tell which names exist.
 */
export async function verifyPassword(
  password: string,
  stored: string | undefined,
  log2Cost: number,
): Promise<boolean> {
  if (stored === undefined) {
    await derive(password, Buffer.alloc(SALT_BYTES), [log2Cost, BLOCK_SIZE, PARALLEL]);
    return false;
  }
  const [, cost, blockSize, parallel, salt = '', hash = ''] = stored.split(':');
  const expected = Buffer.from(hash, 'base64url');
  const actual = await derive(password, Buffer.from(salt, 'base64url'), [
    Number(cost),
    Number(blockSize),
    Number(parallel),
  ]);
  return timingSafeEqual(actual, expected);
}

function derive(
  password: string,
  salt: Buffer,
  [log2Cost, blockSize, parallel]: readonly [number, number, number],
): Promise<Buffer> {
  const cost = 2 ** log2Cost;
  const options = {
    cost,
    blockSize,
    parallelization: parallel,
    // Node's own limit stops at the default cost.
    maxmem: 128 * blockSize * (cost + parallel) * 2,
  };
  return new Promise((resolve, reject) => {
    // The same characters typed on another keyboard must give the same bytes.
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, options, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
