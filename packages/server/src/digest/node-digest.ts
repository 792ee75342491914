import type * as cryptoModule from 'node:crypto';

type Digest = (text: Uint8Array | string) => string;

/**
 * SHA-256 as lower-case hex, at once. Node's web digest waits for a thread, behind all costly work. `undefined` on a
 * host that has no `node:crypto`.
 */
export function nodeDigest(): Digest | undefined {
  const { process } = globalThis as { process?: Partial<Pick<NodeJS.Process, 'getBuiltinModule'>> };
  const crypto = process?.getBuiltinModule?.('node:crypto') as
    Partial<Pick<typeof cryptoModule, 'hash'>> | undefined;
  const { hash } = crypto ?? {};
  return hash && ((text) => hash('sha256', text, 'hex'));
}
