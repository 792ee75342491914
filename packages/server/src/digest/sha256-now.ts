import { refuseUnless } from '../mistakes/defect.ts';
import { nodeDigest } from './node-digest.ts';

/**
 * SHA-256 as lower-case hex, for code that cannot wait: within a transaction that holds up all other writers. Throws
 * `DEFECT` on a host that has no `node:crypto`.
 */
export function sha256Now(text: Uint8Array | string): string {
  const digest = nodeDigest();
  refuseUnless(digest !== undefined, 'sqlAuditStore: use a host that has `node:crypto`.');
  return digest(text);
}
